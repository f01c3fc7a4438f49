skip-to-content = Skip to content
