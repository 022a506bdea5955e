// The value types that reports and settings are made of: `import OriginCheck` is enough to use them.
@_exported public import DataFormats
@_exported public import EdgePolicy
@_exported public import OriginFacts
@_exported public import Reporting
