internal import ArgumentParser
internal import EdgePolicy

extension EncryptionMode: @retroactive ExpressibleByArgument {}
