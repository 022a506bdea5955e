internal import DequeModule

extension Scheduler {
    /// Records the result of an attempt and returns true if the output must be delivered. If the
    /// job will be tried again or abandoned, returns false and the output must be discarded.
    package mutating func observed<Output>(
        _ id: Int, _ result: JobResult<Output>, at now: Int
    ) -> Bool {
        guard let job = jobs[id] else { return false }
        limiter.release(job.addresses, at: now)
        defer { admitWaiting(at: job.addresses, now) }
        let (banned, isSuspicious) = record(result.endpoints, at: now)
        if let banned {
            running -= 1
            if job.isTrial {
                giveUp(id, at: banned)
            } else {
                postpone(id, because: banned)
            }
            return false
        }
        guard shouldRetry(id, job, result, isSuspicious) else { return true }
        running -= 1
        retryLater(id, at: now)
        return false
    }

    /// Returns the endpoint that has banned the scan, if any, and whether a failure should be
    /// checked again.
    private mutating func record(
        _ results: [EndpointResult], at now: Int
    ) -> (banned: Endpoint?, isSuspicious: Bool) {
        var banned: Endpoint?
        var isSuspicious = false
        for seen in results {
            switch seen.result {
            case .answered:
                if breaker.answered(seen.endpoint) { reopen(seen.endpoint, at: now) }
            case .failed:
                switch breaker.failed(seen.endpoint, at: now) {
                case .neverAnswered: break
                case .suspicious: isSuspicious = true
                case .banned: banned = seen.endpoint
                }
            }
        }
        return (banned, isSuspicious)
    }

    private mutating func shouldRetry<Output>(
        _ id: Int, _ job: ScheduledJob<Job>, _ result: JobResult<Output>, _ isSuspicious: Bool
    ) -> Bool {
        if result.lacksResources, job.shortages < 5 {
            lowerConcurrency()
            jobs[id]?.shortages += 1
        } else if isSuspicious, job.hasSecondChance {
            jobs[id]?.hasSecondChance = false
        } else if result.isTransient, job.retriesLeft > 0 {
            jobs[id]?.retriesLeft -= 1
        } else {
            return false
        }
        return true
    }

    /// Admits the jobs that were deferred because of an endpoint, after it has answered again.
    private mutating func reopen(_ endpoint: Endpoint, at now: Int) {
        let ids = deferred.removeValue(forKey: endpoint) ?? []
        deferredCount -= ids.count
        for id in ids { admit(id, at: now) }
    }

    private mutating func giveUp(_ id: Int, at endpoint: Endpoint) {
        abandoned.append(id)
        let ids = deferred.removeValue(forKey: endpoint) ?? []
        deferredCount -= ids.count
        abandoned.append(contentsOf: ids)
    }
}
