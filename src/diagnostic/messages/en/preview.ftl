preview-count = Sites: { $sites }
preview-broken = Sites whose settings need putting right
preview-unknown = No site is called “{ $site }”
preview-all = See all sites
preview-failed = This site cannot be shown yet
