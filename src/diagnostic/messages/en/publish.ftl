# What publishing says.
publish-not-built = This site was never built.
    .help = Build it first: parvis build
publish-path-refused = A built file has a name that cannot be published: “{ $file }”.
    .help = Rename the file it comes from: no backslash, no invisible character.
publish-output-changed = The file “{ $file }” is no longer the one the build wrote.
    .help = Nobody but “parvis build” may write in that folder. Build again: parvis build --force
publish-file-unreadable = The built file “{ $file }” cannot be read: { cause }.
    .help = Check your rights, or build again: parvis build --force
publish-disk-full = There is not enough room left to write “{ $file }”: { cause }.
    .help = The site that is served did not change. Make room on the disk, then publish again.
publish-read-only = Writing “{ $file }” is not permitted: { cause }.
    .help = The site that is served did not change. Check the rights of the folder sites are published to.
publish-not-written = “{ $file }” could not be written: { cause }.
    .help = The site that is served did not change. Once the cause is gone, publish again.
publish-no-random = The system gives no unpredictable number: { cause }.
    .help = Without one, the preview's address could be guessed; nothing was published. Try again later.
publish-setting-missing = The setting “{ $key }” is missing for this site to be published.
    .help = Add it to parvis.yaml, to the group's file or to site.yaml.
publish-pages-changed = { $count ->
        [one] { $count } page changed
       *[other] { $count } pages changed
    }
publish-pages-added = { $count ->
        [one] { $count } page added
       *[other] { $count } pages added
    }
publish-pages-removed = { $count ->
        [one] { $count } page removed
       *[other] { $count } pages removed
    }
publish-pages-redirected = { $count ->
        [one] { $count } page removed (redirected)
       *[other] { $count } pages removed (redirected)
    }
publish-images-changed = { $count ->
        [one] { $count } image changed
       *[other] { $count } images changed
    }
publish-images-added = { $count ->
        [one] { $count } image added
       *[other] { $count } images added
    }
publish-images-removed = { $count ->
        [one] { $count } image removed
       *[other] { $count } images removed
    }
publish-images-redirected = { $count ->
        [one] { $count } image removed (redirected)
       *[other] { $count } images removed (redirected)
    }
publish-documents-changed = { $count ->
        [one] { $count } document changed
       *[other] { $count } documents changed
    }
publish-documents-added = { $count ->
        [one] { $count } document added
       *[other] { $count } documents added
    }
publish-documents-removed = { $count ->
        [one] { $count } document removed
       *[other] { $count } documents removed
    }
publish-documents-redirected = { $count ->
        [one] { $count } document removed (redirected)
       *[other] { $count } documents removed (redirected)
    }
publish-feeds-changed = { $count ->
        [one] { $count } feed changed
       *[other] { $count } feeds changed
    }
publish-feeds-added = { $count ->
        [one] { $count } feed added
       *[other] { $count } feeds added
    }
publish-feeds-removed = { $count ->
        [one] { $count } feed removed
       *[other] { $count } feeds removed
    }
publish-feeds-redirected = { $count ->
        [one] { $count } feed removed (redirected)
       *[other] { $count } feeds removed (redirected)
    }
publish-index-changed = search updated
publish-others-changed = { $count ->
        [one] { $count } other file changed
       *[other] { $count } other files changed
    }
publish-others-added = { $count ->
        [one] { $count } other file added
       *[other] { $count } other files added
    }
publish-others-removed = { $count ->
        [one] { $count } other file removed
       *[other] { $count } other files removed
    }
publish-others-redirected = { $count ->
        [one] { $count } other file removed (redirected)
       *[other] { $count } other files removed (redirected)
    }
publish-nothing-seen = nothing that visitors see
publish-progress = Publishing
publish-site-published = { $site }: { $changes }. Published ({ $release }).
publish-site-planned = { $site }: { $changes }
publish-site-unchanged = { $site }: unchanged
publish-site-repaired = { $site }: { $flaws ->
        [0] release put back
        [one] { $flaws } difference; release put back
       *[other] { $flaws } differences; release put back
    } as it was published ({ $release }).
publish-site-refused = { $site }: { $changes }. Refused.
publish-site-failed = { $site }: failed; the site that is served is whole.
publish-site-shown = { $site }: preview until { $until }: { $url }
publish-summary = Sites: { $done } published, { $unchanged } unchanged, { $refused } refused, { $failed } failed
publish-summary-planned = Sites: { $done } to publish, { $unchanged } unchanged, { $refused } refused, { $failed } failed. Nothing was published.
publish-summary-shown = Previews: { $done }; sites refused: { $refused }; failed: { $failed }
publish-sent = Files sent: { $files } ({ $kilobytes } kB)
publish-refused = This site is not published: { $refusal ->
        [accessibility] { $count ->
            [0] its accessibility was not checked, it was built with --no-lint.
            [one] one sure accessibility fault not among the known ones.
           *[other] { $count } sure accessibility faults not among the known ones.
        }
        [links] { $count ->
            [one] one link leads
           *[other] { $count } links lead
        } nowhere.
        [feeds] { $count ->
            [one] one error
           *[other] { $count } errors
        } in its feeds.
       *[outdated] what was built is not up to date.
    }
    .help = { $refusal ->
        [outdated] Build it: parvis build --site { $site }. To publish what was last built as it is, add --allow outdated.
       *[other] { $count ->
            [0] Build it with the check: parvis build --site { $site }. Then publish again.
           *[other] Put it right, build, publish again.
        } To publish all the same: parvis publish --site { $site } --allow { $refusal }
    }
publish-allowed = This site is published in spite of { $refusal ->
        [accessibility] { $count ->
            [0] an accessibility that was not checked (--no-lint).
            [one] one sure accessibility fault.
           *[other] { $count } sure accessibility faults.
        }
        [links] { $count ->
            [one] one link that leads nowhere.
           *[other] { $count } links that lead nowhere.
        }
        [feeds] { $count ->
            [one] one error in its feeds.
           *[other] { $count } errors in its feeds.
        }
       *[outdated] its sources, which changed since it was built.
    }
    .help = That is what --allow { $refusal } asks for, for { $site } as for the other sites of this publication.
publish-outdated = The sources changed since the last good build, that build did not end, or a date has passed since.
    .help = Build: parvis build. It will say what is wrong.
publish-unchanged-outdated = { $count ->
        [one] One site is served as it was built, but what was built is
       *[other] { $count } sites are served as they were built, but what was built is
    } no longer up to date: { $sites }
    .help = Build, then publish: parvis build
publish-link-broken = The link “{ $link }” leads to nothing in this site.
    .help = Put the link right, or the template that writes it.
publish-anchor-broken = The link “{ $link }” leads to a place that is not in its page.
    .help = Put right what follows the “#”, or add the place to the page.
publish-feed-invalid = This feed does not conform to its format: { $detail }
    .help = Build the site again; if the error stays, it comes from Parvis or from a template: send this message to whoever looks after them.
publish-current-foreign = “{ $file }” is not a link made by Parvis; it will not be touched.
    .help = Rename it, or choose another folder to publish to, then publish again.
publish-locked = Another publication of this site is going on in “{ $folder }”.
    .help = Wait until it ends, then publish again. This one changed nothing.
publish-manifest-damaged = The manifest “{ $file }” is damaged.
    .help = What this release held can no longer be verified. Publish again: parvis publish --repair
publish-target-unreadable = “{ $file }” cannot be read: { cause }.
    .help = Check the rights of the folder sites are published to.
publish-unfinished = The site is published, but what comes after could not be done (journal, removal of what is too old): { $detail }
    .help = Once the cause is gone, publish again: the rest will be done, even if nothing changed.
publish-no-exchange = The file system of “{ $folder }” cannot exchange two folders at once.
    .help = Nothing was changed. Go back to a release that is whole (parvis rollback), then publish again: what is damaged is made anew.
publish-release-unknown = The release “{ $release }” is not, or no longer, on the target.
    .help = “parvis releases” with the site's name shows those that can be put back.
publish-release-ambiguous = Several releases begin with “{ $release }”.
    .help = Give a few more characters; “parvis releases” with the site's name shows them.
publish-release-damaged = The release “{ $release }” is no longer as it was published; it is not put back.
    .help = “parvis releases --verify” with the site's name says which files changed. Choose another release, or publish again.
publish-nothing-before = There is no earlier release to put back.
    .help = “parvis releases” with the site's name shows those there are; the setting publish.keep says how many stay.
publish-already-served = The release “{ $release }” is the one that is served.
    .help = Nothing to do. “parvis releases” with the site's name shows the others.
releases-served = served
releases-never = never published
releases-verified = Releases verified: { $releases }; differences: { $flaws }
release-file-changed = Release { $release }: the file “{ $file }” is no longer the one that was published.
    .help = Somebody changed it on the target. If this release is the one that is served, parvis publish --site { $site } --repair puts it back as it was published. Another one is never served again while it is damaged.
release-file-missing = Release { $release }: the file “{ $file }” is missing.
    .help = Somebody removed it from the target. If this release is the one that is served, parvis publish --site { $site } --repair puts it back as it was published. Another one is never served again while it is damaged.
release-file-foreign = Release { $release }: the file “{ $file }” was not published by Parvis.
    .help = Find out who put it there. If this release is the one that is served, parvis publish --site { $site } --repair puts it back as it was published.
rollback-done = { $site }: the release { $release } is served.
publish-keep-invalid = The number of releases kept cannot be { $value }.
    .help = Give a number from 2 to 1000: going back takes at least the one before.
publish-days-invalid = A preview cannot last { $value } days.
    .help = Give a number from 1 to 365.
publish-path-invalid = “{ $value }” is not a folder.
    .help = Give a path, from the root of the workspace or from that of the disk.
publish-host-invalid = “{ $value }” is not the name of a machine for ssh.
    .help = Give a name of your ssh configuration, or user@machine; the port and the rest belong in that configuration.
publish-remote-path-invalid = “{ $value }” is not a whole path.
    .help = On the other machine the path starts at the root: /srv/parvis
ssh-missing = The program “ssh” cannot be started: { cause }.
    .help = Install an OpenSSH client on this machine.
ssh-host-unknown = The machine “{ $host }” is not recognised: { $detail }
    .help = Nothing was sent. Connect once by hand to check and accept its fingerprint (ssh { $host }), or add its key to the file known_hosts.
ssh-denied = The machine “{ $host }” refuses the connection: { $detail }
    .help = Check the user, the key and the agent: “ssh { $host }” must succeed without asking anything.
ssh-unreachable = The machine “{ $host }” does not answer: { $detail }
    .help = Check its name and the network: “ssh { $host }” must succeed.
ssh-cut = The connection to “{ $host }” was cut. { $detail }
    .help = The site that is served is whole. Publish again: what was begun will be taken up.
ssh-failed = The machine “{ $host }” answered with an error: { $detail }
    .help = The site that is served is whole. Once the cause is gone, publish again.
ssh-tool-missing = A tool is missing on the machine “{ $host }”: { $detail }
    .help = It needs sh, rsync, flock and the usual commands of a GNU system.
rsync-missing = The program “rsync” cannot be started: { cause }.
    .help = Install rsync on this machine.
