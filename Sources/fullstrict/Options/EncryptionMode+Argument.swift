public import ArgumentParser
public import EdgePolicy

extension EncryptionMode: ExpressibleByArgument {}
