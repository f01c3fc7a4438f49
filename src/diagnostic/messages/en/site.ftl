# What is told of a site: addresses, links, images and documents it names.
page-url-taken = Two files give the same address “{ $url }”: this one and “{ $first }”.
    .help = Rename one of the two files.
id-taken = Two files have the same id “{ $id }”: this one and “{ $first }”.
    .help = Change the line “id” of the more recent page: feed readers would take one for the other.
url-reserved = The address “{ $url }” is reserved: the word “{ $word }” serves the lists and files Parvis makes.
    .help = Give this file or its folder another name.
alias-taken = The former address “{ $alias }” is that of a page already, or the former address of another: “{ $holder }”.
    .help = Remove it from “aliases” on one of the two pages.
alias-generated = The former address “{ $alias }” is that of a page or file the site has already: a list, a general page, a document.
    .help = Remove it from “aliases”.
link-target-missing = The link “{ $target }” leads nowhere.
    .help = { $suggestion ->
        [none] Correct the address, or remove the link.
       *[other] Correct the address. Did you mean “{ $suggestion }”?
    }
link-target-unpublished = The link “{ $target }” leads to a page that is not published: a draft, a page for later or one that expired. Its words are kept, without a link.
    .help = Publish that page, or remove the link.
link-anchor-missing = The page “{ $page }” has no anchor “#{ $anchor }”: the link “{ $target }” would lead to its top.
    .help = { $suggestion ->
        [none] Correct what follows “#”, or remove it.
       *[other] Did you mean “#{ $suggestion }”?
    }
link-outside-site = The address “{ $target }” leaves the site’s folder.
    .help = Count the “../”: a link cannot climb above the site’s folder. For another site, write “site:name-of-the-site/page”.
link-to-active-file = The file “{ $target }” is not published: a browser might run it.
    .help = Join a document instead: PDF, OpenDocument, image…
link-site-unknown = No site is called “{ $name }”.
    .help = { $suggestion ->
        [none] “parvis sites” lists the sites.
       *[other] Did you mean “site:{ $suggestion }”? “parvis sites” lists the sites.
    }
link-site-broken = The settings of the site “{ $name }” hold an error: the link to it is left out for now.
    .help = Nothing to do here: the link comes back when that site is mended.
link-site-target-missing = The site “{ $name }” has no page, or no longer has the page, of the link “{ $target }”.
    .help = { $suggestion ->
        [none] Correct the address, or remove the link.
       *[other] Correct the address. Did you mean “{ $suggestion }”?
    }
link-site-anchor-missing = On the site “{ $name }”, the page of the link “{ $target }” has no anchor “#{ $anchor }”.
    .help = { $suggestion ->
        [none] Correct what follows “#”, or remove it.
       *[other] Did you mean “#{ $suggestion }”?
    }
image-external = The image “{ $target }” is on another site: it would tell that site about your readers, and might vanish.
    .help = Download it, if you have the right to, and put it beside this file.
image-missing = The image “{ $target }” is not there.
    .help = { $suggestion ->
        [none] Put the file beside this one, or correct its name.
       *[other] Did you mean “{ $suggestion }”?
    }
image-not-an-image = The file “{ $target }” is no image.
    .help = Give a JPEG, PNG, GIF or WebP image; for a document, write a link instead of an image.
document-missing = The document “{ $target }” is not there.
    .help = { $suggestion ->
        [none] Put the file beside this one, or correct its name.
       *[other] Did you mean “{ $suggestion }”?
    }
file-active = This file is not published: a browser might run it.
    .help = Remove it from the site’s folder, or give it in another form: PDF, OpenDocument, image…
file-path-taken = This file has the name of a file Parvis makes.
    .help = Rename it.
file-markdown-name = This file looks like a page, but its name does not end with “.md”: it would be published as it is, even if it is a draft.
    .help = Rename it “{ $right }”.
folder-looks-like = The folder “{ $folder }” looks like “{ $meant }” but is not called so: what it holds becomes plain pages.
    .help = Rename it “{ $meant }”; if it is for pages, give it a name that differs more.
link-provider-address = The address “{ $target }” is that of a service the workspace knows: written here, it will not follow a change of provider.
    .help = { $suggestion ->
        [none] Write “grc:…” with the name of the form; the list: “parvis forms”.
       *[other] Write “{ $suggestion }” instead of the address.
    }
category-looks-like = The category “{ $value }” looks like “{ $meant }”, which is used more or written before it.
    .help = If they are the same, write “{ $meant }”: each spelling makes a category, with its page and its feeds.
film-captions-missing = The video “{ $title }” has no captions: who cannot hear gets nothing of it.
    .help = { $file ->
        [front-matter] Add a line “captions:” below “video” with the .vtt file of the captions; for a video without words or useful sounds, write “silent: true”.
       *[other] Put its captions beside the video, in a file “{ $file }”; for a video without words or useful sounds, write “silent” in quotes after the address.
    }
video-transcript-missing = The video “{ $title }” has no transcript: the text of what is said and shown.
    .help = Write it in the page below a heading “Transcript”, in a page that bears the name of the video, or give its address to “transcript”.
video-captions-not-vtt = This file of captions is not WebVTT: no browser could read it.
    .help = Save the captions in a .vtt file, which begins with the line WEBVTT.
video-not-a-video = The file “{ $target }” is no video that a browser can play.
    .help = Give an .mp4 or a .webm file.
places-too-many = { $count } places are asked for: beyond { $limit } the numbers of a map cannot be read.
    .help = Divide them among several pages, or name the main ones one by one.
places-none = The directory has no entry of the type “{ $kind }” to show.
    .help = Add entries of this type to the directory, or remove this word from “places”.
place-without-position = The entry “{ $title }” has no position: it is in the list, but not on the map.
    .help = Add a line to the entry such as { "position: {" }latitude: 43.5935, longitude: -0.7442{ "}" }.
place-not-in-directory = “{ $target }” is no entry of the directory.
    .help = Give the address of an entry of the directory, or a type: service, association, commerce, equipement.
place-unknown = “{ $target }” is neither a type of the directory nor the address of an entry.
    .help = { $suggestion ->
        [none] Write a type (service, association, commerce, equipement) or the address of an entry: /annuaire/stade/.
       *[other] Did you mean “{ $suggestion }”?
    }
icon-unknown = The theme has no icon “{ $name }”: its place stays empty.
    .help = { $suggestion ->
        [none] The possible icons: { $known }.
       *[other] Did you mean “{ $suggestion }”? The possible icons: { $known }.
    }
