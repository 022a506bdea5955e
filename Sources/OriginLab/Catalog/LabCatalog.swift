/// Every origin of the lab.
package enum LabCatalog {
    /// In the order of their ports: new ones go to the end of the last list, so that ports stay.
    package static let origins: [LabOrigin] =
        sound + certificates + chains + handshakes + transport + answers + redirects + pools
        + hostile + walks + floods + oldServers + families

    /// These origins with their places in the catalog; all when no id is given.
    static func select(
        _ ids: [String]
    ) throws(LabFailure) -> [(place: Int, origin: LabOrigin)] {
        let all = origins.enumerated().map { (place: $0.offset, origin: $0.element) }
        for id in ids where !all.contains(where: { $0.origin.id == id }) {
            throw .unknownOrigin(id: id)
        }
        return ids.isEmpty ? all : all.filter { ids.contains($0.origin.id) }
    }
}
