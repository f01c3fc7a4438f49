form-unknown = The catalogue has no form “{ $name }”.
    .help = { $suggestion ->
        [none] Choose a form from the list that “parvis forms” gives, or ask the webmasters to add it.
       *[other] Did you mean “{ $suggestion }”? The whole list: “parvis forms”.
    }
form-disabled = The site “{ $site }” does not offer the form “{ $form }”.
    .help = Remove this link, or ask the webmasters to offer the form on this site (grc › forms in site.yaml).
form-provider-unknown = The form provider “{ $name }” is not defined.
    .help = { $suggestion ->
        [none] Add it under grc › providers in parvis.yaml.
       *[other] Did you mean “{ $suggestion }”? Otherwise add it under grc › providers in parvis.yaml.
    }
form-unreachable = The form “{ $form }” leads nowhere on the site “{ $site }”: no provider offers it, and the site has no e-mail address, telephone or postal address.
    .help = Give at least one way to reach the body under “contact” in site.yaml.
service-unknown = The service “{ $name }” is not defined.
    .help = { $suggestion ->
        [none] Choose a service defined under “services” in parvis.yaml.
       *[other] Did you mean “{ $suggestion }”?
    }
service-off = The site “{ $site }” does not use the service “{ $name }”.
    .help = Remove this link, or remove the service’s line under “services” in site.yaml.
service-without-address = The service “{ $name }” has no address for the site “{ $site }”.
    .help = Give its address under “services” in site.yaml, or one for all in parvis.yaml.
publik-not-readable = The list of forms “{ $origin }” cannot be read: { $detail ->
    [no-json] it is not JSON
    [no-forms] it holds no list of forms with “slug” and “title”, bare or under “data”
   *[other] { cause }
}.
    .help = Give the answer of a Publik platform’s “/api/formdefs/” as it is.
publik-no-catalogue = The file parvis.yaml has no catalogue to add these forms to.
    .help = Write the key “grc” in it, then, indented on the next line, the key “forms”, and try again.
form-not-for-kind = The form “{ $form }” is not offered by this kind of site ({ $kind }).
    .help = Remove this link, or ask the webmasters to add this kind to the key “kinds” of the form, in parvis.yaml.
