"""The archive as users hold it: `looking` asks, `working` visits and keeps."""
