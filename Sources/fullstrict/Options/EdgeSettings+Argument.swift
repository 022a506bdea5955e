public import ArgumentParser
public import EdgePolicy

extension EdgeSettings.Switch: ExpressibleByArgument {}
