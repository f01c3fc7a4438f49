# What the configurations of web servers say.
server-no-folder = This site is published to an object store: the web server has no folder for it.
    .help = If it is to serve it all the same, say where it finds the sites, under the key “server.root” of parvis.yaml.
server-domain-taken = The domain “{ $domain }” is that of the site “{ $other }” already.
    .help = A domain leads to one site only: remove it from one of the two.
