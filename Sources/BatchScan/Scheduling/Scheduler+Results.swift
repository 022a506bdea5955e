internal import DequeModule

extension Scheduler {
    /// Takes note of what came of a job. True: deliver the output. False: the job goes on, or ends
    /// otherwise, and this output is nobody's.
    public mutating func observed<Output>(
        _ number: Int, _ seen: JobResult<Output>, at now: Int
    ) -> Bool {
        guard let ticket = tickets[number] else { return false }
        desk.leave(ticket.addresses, at: now)
        defer { moveUp(at: ticket.addresses, now) }
        let (banned, isSuspicious) = note(seen.contacts, at: now)
        if let banned {
            running -= 1
            if ticket.isTrial {
                giveUp(number, at: banned)
            } else {
                postpone(number, because: banned)
            }
            return false
        }
        guard isRepeated(number, ticket, seen, isSuspicious) else { return true }
        running -= 1
        repeatLater(number, at: now)
        return false
    }

    /// The place that has banned us, if one has; and whether a failure calls for a second look.
    private mutating func note(_ contacts: [EndpointResult], at now: Int) -> (Endpoint?, Bool) {
        var banned: Endpoint?
        var isSuspicious = false
        for contact in contacts {
            switch contact.result {
            case .answered:
                if breaker.answered(contact.place) { reopen(contact.place, at: now) }
            case .failed:
                switch breaker.failed(contact.place, at: now) {
                case .stranger: break
                case .suspicious: isSuspicious = true
                case .banned: banned = contact.place
                }
            }
        }
        return (banned, isSuspicious)
    }

    private mutating func isRepeated<Output>(
        _ number: Int, _ ticket: ScheduledJob<Job>, _ seen: JobResult<Output>, _ isSuspicious: Bool
    ) -> Bool {
        if seen.isStarved, ticket.starvations < 5 {
            lowerBound()
            tickets[number]?.starvations += 1
        } else if isSuspicious, ticket.hasSecondChance {
            tickets[number]?.hasSecondChance = false
        } else if seen.isTransient, ticket.retries > 0 {
            tickets[number]?.retries -= 1
        } else {
            return false
        }
        return true
    }

    /// The place answers again: everything kept for the end goes on.
    private mutating func reopen(_ place: Endpoint, at now: Int) {
        let numbers = deferred.removeValue(forKey: place) ?? []
        deferredCount -= numbers.count
        for number in numbers { admit(number, at: now) }
    }

    private mutating func giveUp(_ number: Int, at place: Endpoint) {
        abandoned.append(number)
        let numbers = deferred.removeValue(forKey: place) ?? []
        deferredCount -= numbers.count
        for number in numbers { abandoned.append(number) }
    }
}
