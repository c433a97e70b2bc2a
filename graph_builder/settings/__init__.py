"""All settings of the program: what there is to set, how it is read, and where each value came from."""

from graph_builder.settings.model import LogFormat, LogLevel, Settings, StoreSettings
from graph_builder.settings.reading import (
    FILE_NAME,
    Origin,
    OriginKind,
    ReadSettings,
    Shown,
    read_settings,
    trace_settings,
    unknown_variables,
    variable,
)

__all__ = [
    "FILE_NAME",
    "LogFormat",
    "LogLevel",
    "Origin",
    "OriginKind",
    "ReadSettings",
    "Settings",
    "Shown",
    "StoreSettings",
    "read_settings",
    "trace_settings",
    "unknown_variables",
    "variable",
]
