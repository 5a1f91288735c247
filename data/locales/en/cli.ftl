# The words of the command `hangup`, English. Twin: ../zh-CN/cli.ftl. Each is an original, not a translation.

## Help

help-about = Hang up. Look it up. Call back.
help-top =
    hangup: hang up, look it up, call back.

    Start here
      hangup check "the message"    Is it a scam, and what do I do now?
      hangup who NAME               The real contacts of a shop, bank or courier
      hangup now                    I have already paid: what to do, in order

    More
      scan      Many messages at once: JSONL, CSV, one a line
      link      Whose is this link, really?
      call      Follow a live call, one turn a line
      case      Keep evidence that others can verify
      backup    Back up what hangup keeps (restore brings it back)
      pack      Knowledge packs: build, verify, show, compare
      config    Settings

    Options
      --lang zh-CN|en    Language of the answer (default: the system's)
      --pack FILE        Other knowledge than the one built in
      --data DIR         Where cases are kept
      --config FILE      Settings file
      -h, --help         This help; with a command, that command's
      -V, --version      Version

    Ends with 0 nothing found, 11 caution, 12 danger, 1 failed, 2 typed wrong.
    Nothing you type here leaves this machine.
help-usage = Usage:{" "}
help-heading-input = What to give
help-heading-options = Options
help-heading-commands = Commands
help-check = Assess one message, link, number or conversation
help-check--what = Text, a file, or - for stdin; no need to say what it is
help-check--kind = What it is: message, link, number or conversation
help-check--explain = Show everything that was found, with the rules' names
help-who = Look up an organisation, a number or a domain in the official directory
help-who--name = A name, a number or a domain
help-who--all = Show every address that is known
help-scan = Assess many contacts: rows of JSONL or CSV, or one a line
help-scan--paths = Files or folders, or - for stdin
help-scan--from = Shape of the input: auto, jsonl, csv, tsv or lines
help-scan--column = Name or number of the column that holds the text
help-scan--format = plain for people, json for programs (default: plain on a terminal)
help-link = Judge links: whose are they, and do they belong to whoever is claimed?
help-link--urls = Links, or - for one link or one JSON object a line on stdin
help-call = Follow a conversation as it happens, one turn a line (them: … / me: …)
help-call--stdin = Read from stdin, which is what happens anyway
help-pack = Build, verify, show and compare packs of knowledge
help-pack-build = Build a pack from a folder of sources (data/)
help-pack-build--folder = The folder
help-pack-build--out = The file to write; its digest goes beside it
help-pack-verify = Check that a pack is whole and is the one that was meant
help-pack-verify--file = The pack
help-pack-verify--digest = The digest it should have (default: the one beside the file)
help-pack-show = Say what is in a pack
help-pack-show--file = The pack (default: the one in use)
help-pack-diff = Say what one pack has and another has not
help-pack-diff--old = The older pack
help-pack-diff--new = The newer pack (default: the one built in)
help-config = Check, show or generate the settings
help-config-check = Check a settings file
help-config-check--file = The file (default: the one in use)
help-config-show = Show the settings in force and where each comes from
help-config-generate = Print a settings file with every key explained
help-completions = Print the completions of a shell
help-completions--shell = bash, elvish, fish, powershell or zsh
help-man = Print the manual page
help-now = What to do now, in which order, after clicking, telling or paying
help-now--country = Where you are
help-now--did = What was done, e.g. told-code,paid-transfer
help-now--name = Your name, for the words to read out on the phone
help-now--format = plain for people, json for programs, html is a page to print
help-backup = Back up all cases and keys, encrypted to at least two recipients
help-backup--out = The file to write
help-backup--to = Who may open it (age1…); name at least two
help-backup--new-sheet = Make a recovery sheet to print; its key is one more recipient
help-restore = Restore a backup, or try whether it can be opened
help-restore--file = The backup
help-restore--key = A file with the key; typed or pasted on stdin when left out
help-restore--check = Only try: open it, check every case in it, change nothing
help-case = Keep evidence, pack it for the police, check a package
help-case-new = Open a case and print its id
help-case-new--title = What happened, in a few words
help-case-add = Put files, texts, links or payments in
help-case-add--files = Files or folders; - for a text on stdin
help-case-add--text = A text
help-case-add--link = A link, written so that nothing opens it
help-case-add--kind = What it is: sms, chat, call, statement, picture …
help-case-add--source = Where it comes from
help-case-add--happened = When what it shows happened, 2026-11-22T14:05:00+08:00
help-case-add--amount = A payment's amount, 3870.00
help-case-add--currency = Its currency
help-case-add--method = How it was paid
help-case-add--payee-bank = The bank that got it
help-case-involve = Name a number, link, account or app as theirs
help-case-involve--kind = phone, link, account, app, handle, email or session
help-case-involve--value = The number, link, account …
help-case-list = All cases
help-case-show = One case: timeline, exhibits, who is involved, what was lost
help-case-seal = Sign everything so far
help-case-export = Write the package for police, bank or court
help-case-export--out = The package to write
help-case-export--masked = Mask personal data and leave out what cannot be masked
help-case-export--to = Encrypt to this age recipient (age1…); may be repeated
help-case-export--timestamp-command = A command that takes a timestamp request on stdin and prints the reply
help-case-export--timestamp-chain = The authority's certificates, PEM
help-case-report = Write a summary, a letter or an exchange file, to be read before it is sent
help-case-report--to = police, bank, xarf, misp, stix or csv
help-case-report--unmasked = Leave personal data as it is (only for police and bank)
help-case-report--out = Where to write it; stdout when left out
help-case-verify = Check a case, a package or any BagIt bag; names the file at fault
help-case-verify--what = A case's id, a package, or a bag's folder
arg-case = The case's id
arg-by = Who does this, as the custody log shall name them
arg-note = A remark
arg-force = Replace an existing file
arg-own-account = Your account and its bank
arg-payee = Who got the money
arg-payee-account = The account that got it, with its bank
arg-amount = The exact amount, with its currency
arg-paid-at = The exact time of the payment
arg-receipt = The number on the receipt
arg-help = Print this help
arg-version = Print the version
arg-lang = Language of the answer: zh-CN or en
arg-config = Settings file
arg-pack = Pack file to use in place of the one built in
arg-data = Folder in which cases are kept
arg-sender = Number or name that the screen showed
arg-channel = How it came: sms, call, chat, email or web
arg-claims = Who they say they are
arg-format = plain for people, json for programs
arg-threads = Threads to use (default: as many as the machine has)

## Typed wrong

usage-unknown-argument = there is no option { $arg }.
usage-unknown-command = there is no command { $arg }.
usage-missing = { $arg } is missing.
usage-missing-command = which command?
usage-bad-value = { $value } does not go with { $arg }.
usage-bad-choice = { $value } does not go with { $arg }. It can be: { $valid }.
usage-meant = Did you mean { $arg }?
usage-try = Try: hangup --help

## One contact

check-empty = There is nothing to check. Give the message in quotes, or a file, or paste it and end with Ctrl-D.
check-paste = Paste what you received, then press Enter and Ctrl-D.
check-folder = { $path } is a folder. To assess everything in it: hangup scan { $path }
no-such-file = There is no file { $path }. Check its name, or put quotes around a message.
input-cut = Only the first { $size } MB were read.
input-no-words = This is a picture, a document or text in another encoding: no words can be made out. Type or paste the words.
remedy-not-found = Check the name.
remedy-denied = You may not open it. Copy it to a folder of your own.
remedy-full = The disk is full. Make room and try again.
unknown-claim = The directory does not know "{ $name }", so nothing can be compared with it. Try: hangup who "{ $name }"
check-do = Do this now
check-keep = Keep in mind
check-why = Why
check-why-learned = No single sentence gives it away, but as a whole it reads like messages that scammers send.
check-known = What the directory says
check-official = The real contact
check-official-unknown = Look it up yourself: hangup who NAME. Never use the contact you were given.
check-official-of = The real { $name } (checked { $date })
check-turn = Turn { $turn }, { $who }:{" "}
check-paid = Already paid or told a code? Run: hangup now
check-closing = This can be wrong: ask somebody you trust. Rules of { $date }. Nothing sent.
quote-open = “
quote-close = ”
mark-open = [
mark-close = ]
who-them = them
who-me = me
who-unknown = ?

## Everything that was found

explain-indicators = What can be looked up
explain-more = More
explain-last-safe = Last safe moment: { $when }
explain-next = What usually comes next: { $moves }
stage-line = step { $stage } of 8: { $name }
kind-url = link
kind-phone = number
kind-card = card
kind-id-number = identity number
kind-code = code
kind-amount = amount
kind-order = order
kind-handle = account
kind-email = e-mail
kind-app = app
kind-payment = payment code

## Verdicts and links

verdict-nothing-found = no sign
verdict-caution = caution
verdict-danger = DANGER
status-official = official
status-owned-not-channel = theirs, not for customers
status-user-content = anybody's page
status-unknown = unknown
status-not-their-channel = not theirs
status-lookalike = LOOKALIKE
status-known-bad = KNOWN BAD

## Rows

row-unread = not read
row-bad-json = This is not a valid JSON row. Write one object a line.{" "}
row-no-text = This row has neither "text" nor "turns". Add one of them.
row-no-url = This row has no "url". Add it.
row-too-long = This line is longer than { $size } MB and was passed over.
row-real = The real one:{" "}
scan-summary = { $rows } read: { $danger } danger, { $caution } caution, { $nothing } no sign, { $unread } not readable
scan-no-column = { $path }: no column is known to hold the text. Say which with --column; there are: { $names }

## A live call

call-type = One turn a line, with "them:" or "me:" before it. Ctrl-D ends.

## The directory

who-title = { $name }  { $other }
who-is-site = { $query } is an official site of { $name }.
who-is-app = { $query } is the official app of { $name }.
who-is-in-app-path = { $query } is a way inside the app of { $name }.
who-is-short-link = { $query } makes short links that only { $name } creates.
who-is-hotline = { $name } publishes { $query }. Caller ID can be faked: hang up and dial it yourself.
who-is-sms-sender = { $name } sends texts from { $query }. A sender can be faked: check in the app.
who-is-mini-program = { $query } is a mini program of { $name }.
who-is-cdn = { $query } belongs to { $name } but is never shown to customers.
who-is-hosting = Anybody can publish a page on { $query }; it says nothing about who did.
who-is-defensive = { $query } belongs to { $name } but is not used with customers.
who-more = { $more } more: --all
who-closing = Directory of { $date }. A name or a number on your screen can be faked: go there or dial yourself.
who-nobody = "{ $query }" is not in the directory.
who-near = Did you mean: { $names }
who-nobody-then = That means neither good nor bad. Find the contact on your card, your contract or in the app, not in the message.
role-site = site
role-app = app
role-in-app-path = in the app
role-short-link = short links
role-hotline = phone
role-sms-sender = texts from
role-mini-program = mini program
role-cdn = behind the scenes
role-hosting = anybody's pages
role-defensive = not in use

## Packs

pack-no-sources = { $path } has no tactics.toml. Name the folder with the knowledge sources (data/).
pack-built = Wrote { $path }
    { $digest }
pack-other = This is another pack: it is { $digest }, it should be { $wanted }. Fetch it again from where you trust.
pack-good = Whole, and the one that was meant: { $digest }
pack-whole = Whole. Nobody said which digest it should have; it has { $digest }
pack-contents =
    { $digest }
    Date           { $date }
    Size           { $bytes } bytes
    Rules          { $rules }
    Concepts       { $concepts }, with { $phrases } phrases
    Organisations  { $organisations }, with { $channels } channels
    Classifier     { $classifier }
pack-with-weights = yes
pack-without-weights = no
diff-rules = Rules
diff-verdicts = Verdicts
diff-phrases = Concepts by phrases
diff-organisations = Organisations
diff-line = { $name }: { $added } added, { $removed } removed, { $changed } changed

## Settings

config-good = { $path } is in order.
config-none = There is no settings file, and none is needed. It would be { $path }
config-default = default
config-head =
    Settings of hangup. Everything works without this file.
    It belongs at { $path }
    A flag goes first, then HANGUP__SECTION__KEY in the environment, then this file.
config-about-ui-lang = Language of the answers: "auto" (the system's), "zh-CN" or "en".
config-about-knowledge-pack = A pack file to use in place of the one built in.
config-about-scan-threads = Threads that scan uses; 0 for as many as the machine has.
config-about-storage-data-dir = Folder in which cases are kept; empty for the system's place.
