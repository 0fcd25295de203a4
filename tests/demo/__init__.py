"""The demo region: settings, draws, workbooks."""
