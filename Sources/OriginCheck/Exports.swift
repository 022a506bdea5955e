// Re-exports the value types of reports and settings, so that `import OriginCheck` is enough.
@_exported public import DataFormats
@_exported public import EdgePolicy
@_exported public import OriginFacts
@_exported public import Reporting
