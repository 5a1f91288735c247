# 命令 `hangup` 的中文词句。孪生文件：../en/cli.ftl。两边都是原文，不是逐字翻译。

## 帮助

help-about = 先挂断，再核实，自己打回去。
help-top =
    hangup（挂断）：先挂断，再核实，自己打回去。

    从这里开始
      hangup check "收到的内容"     是不是诈骗？现在该怎么办？
      hangup who 名字               商家、银行、快递真正的联系方式
      hangup now                    已经付了钱：先做什么，后做什么

    更多
      scan      一次查很多条：JSONL、CSV、一行一条
      link      这个链接到底是谁的？
      call      边接电话边查，一行一句
      case      保存别人也能验证的证据
      backup    备份 hangup 保存的资料（restore 恢复）
      pack      知识包：制作、校验、查看、比较
      config    设置

    选项
      --lang zh-CN|en    用哪种语言回答（默认跟随系统）
      --pack 文件        不用内置的知识，用这一份
      --data 文件夹      证据保存在哪里
      --config 文件      设置文件
      -h, --help         看帮助；写在某个命令后面就看那个命令的
      -V, --version      版本

    退出码：0 没看到迹象，11 要小心，12 危险，1 没做成，2 命令写错。
    您在这里输入的内容不会离开这台机器。
help-usage = 用法：
help-heading-input = 要给什么
help-heading-options = 选项
help-heading-commands = 命令
help-check = 查一条短信、一个链接、一个号码或一段对话
help-check--what = 文字、文件名，或 - 表示从标准输入读；不必说明是哪一种
help-check--kind = 指明是哪一种：message 短信、link 链接、number 号码、conversation 对话
help-check--explain = 列出全部依据和规则名
help-who = 在官方名录里查一个机构、号码或网址
help-who--name = 名字、号码或网址
help-who--all = 列出全部地址
help-scan = 一次查很多条：JSONL 或 CSV 的行，或一行一条
help-scan--paths = 文件或文件夹，或 - 表示从标准输入读
help-scan--from = 输入的样式：auto、jsonl、csv、tsv 或 lines
help-scan--column = 放文字的那一列的名字或序号
help-scan--format = plain 给人看，json 给程序用（默认：在终端里是 plain）
help-link = 判断链接：到底是谁的，是不是对方自称的那一家的
help-link--urls = 链接；- 表示从标准输入读，一行一个链接或一个 JSON
help-call = 边说边查，一行一句（他：… / 我：…）
help-call--stdin = 从标准输入读，本来就是这样
help-pack = 制作、校验、查看、比较知识包
help-pack-build = 用一个文件夹的资料（data/）做成知识包
help-pack-build--folder = 资料文件夹
help-pack-build--out = 写到哪个文件；摘要写在旁边
help-pack-verify = 校验知识包是否完整、是不是要的那一份
help-pack-verify--file = 知识包
help-pack-verify--digest = 应有的摘要（默认看文件旁边的那一份）
help-pack-show = 看知识包里有什么
help-pack-show--file = 知识包（默认是正在用的）
help-pack-diff = 看两个知识包差在哪里
help-pack-diff--old = 旧的一份
help-pack-diff--new = 新的一份（默认是内置的）
help-config = 检查、查看或生成设置
help-config-check = 检查设置文件
help-config-check--file = 设置文件（默认是正在用的）
help-config-show = 看现在的设置，每一项从哪里来
help-config-generate = 写出一份带说明的设置文件
help-completions = 写出命令行补全脚本
help-completions--shell = bash、elvish、fish、powershell 或 zsh
help-man = 写出手册页
help-now = 点了链接、说了验证码、付了钱之后：现在先做什么，后做什么
help-now--country = 您在哪里
help-now--did = 已经做了什么，如 told-code,paid-transfer
help-now--name = 您的姓名，用在打电话时照着念的话里
help-now--format = plain 给人看，json 给程序用，html 可以打印
help-backup = 备份全部案卷和密钥，加密给至少两个接收方
help-backup--out = 写到哪个文件
help-backup--to = 谁能打开（age1…），至少写两个
help-backup--new-sheet = 做一张可打印的恢复单，上面的密钥也算一个接收方
help-restore = 恢复备份，或试试能不能打开
help-restore--file = 备份文件
help-restore--key = 放密钥的文件；不写就在标准输入里输入或粘贴
help-restore--check = 只试一试：打开并检查每个案卷，不改动任何东西
help-case = 保存证据，打包交给警方，检验证据包
help-case-new = 新建案卷，给出编号
help-case-new--title = 发生了什么，几个字就行
help-case-add = 放进文件、文字、链接或付款记录
help-case-add--files = 文件或文件夹；- 表示从标准输入读文字
help-case-add--text = 一段文字
help-case-add--link = 一个链接，会写成点不开的样子
help-case-add--kind = 是什么：sms、chat、call、statement、picture……
help-case-add--source = 从哪里来
help-case-add--happened = 事情发生的时间，如 2026-11-22T14:05:00+08:00
help-case-add--amount = 付款金额，如 3870.00
help-case-add--currency = 币种
help-case-add--method = 怎么付的
help-case-add--payee-bank = 收款的银行
help-case-involve = 记下骗子用的号码、链接、账号或应用
help-case-involve--kind = phone、link、account、app、handle、email 或 session
help-case-involve--value = 具体的号码、链接、账号……
help-case-list = 全部案卷
help-case-show = 看一个案卷：时间线、证据、涉及谁、损失多少
help-case-seal = 给现有的全部内容签名
help-case-export = 写出交给警方、银行或法院的证据包
help-case-export--out = 写到哪个文件
help-case-export--masked = 遮住个人信息，遮不住的不放进去
help-case-export--to = 加密给这个接收方（age1…），可以写多次
help-case-export--timestamp-command = 一个命令：从标准输入读时间戳请求，写出答复
help-case-export--timestamp-chain = 时间戳机构的证书，PEM
help-case-report = 写摘要、信件或交换文件，发出前请先看一遍
help-case-report--to = police、bank、xarf、misp、stix 或 csv
help-case-report--unmasked = 不遮个人信息（只给警方和银行）
help-case-report--out = 写到哪个文件；不写就输出到屏幕
help-case-verify = 检验案卷、证据包或任何 BagIt 包，指出有问题的文件
help-case-verify--what = 案卷编号、证据包，或包的文件夹
arg-case = 案卷编号
arg-by = 谁在做这件事，会写进保管记录
arg-note = 备注
arg-force = 文件已存在也覆盖
arg-own-account = 您自己的账户和银行
arg-payee = 钱给了谁
arg-payee-account = 收款账户和银行
arg-amount = 准确的金额和币种
arg-paid-at = 付款的准确时间
arg-receipt = 回单上的编号
arg-help = 看这份帮助
arg-version = 看版本
arg-lang = 用哪种语言回答：zh-CN 或 en
arg-config = 设置文件
arg-pack = 不用内置的知识，用这个知识包
arg-data = 证据保存在哪个文件夹
arg-sender = 屏幕上显示的号码或名字
arg-channel = 从哪里来：sms 短信、call 电话、chat 聊天、email 邮件、web 网页
arg-claims = 对方自称是谁
arg-format = plain 给人看，json 给程序用
arg-threads = 用几个线程（默认机器有几个用几个）

## 命令写错

usage-unknown-argument = 没有 { $arg } 这个选项。
usage-unknown-command = 没有 { $arg } 这个命令。
usage-missing = 还缺 { $arg }。
usage-missing-command = 还没说要做什么。
usage-bad-value = { $arg } 不能是 { $value }。
usage-bad-choice = { $arg } 不能是 { $value }，可以是：{ $valid }。
usage-meant = 您是不是想写 { $arg }？
usage-try = 看帮助：hangup --help

## 一条内容

check-empty = 没有要查的内容。把收到的文字放在引号里，或给一个文件名，或粘贴之后按 Ctrl-D。
check-paste = 请把收到的内容粘贴在这里，然后按回车，再按 Ctrl-D。
check-folder = { $path } 是文件夹。要查里面的全部内容：hangup scan { $path }
no-such-file = 没有 { $path } 这个文件。请核对文件名；如果是一段话，请加上引号。
input-cut = 太长了，只读了前 { $size } MB。
input-no-words = 这是图片、文档或别的编码，认不出文字。请把文字打出来或粘贴过来。
remedy-not-found = 请核对名字。
remedy-denied = 没有权限打开。请复制到自己的文件夹再试。
remedy-full = 磁盘满了。请腾出空间再试。
unknown-claim = 名录里没有“{ $name }”，没法对照。可以先查：hangup who "{ $name }"
check-do = 现在这样做
check-keep = 记住
check-why = 为什么这样说
check-why-learned = 没有哪一句特别明显，但整段话很像骗子常发的内容。
check-known = 名录里怎么说
check-official = 真的联系方式
check-official-unknown = 自己查：hangup who 名字。不要用对方给的联系方式。
check-official-of = 真正的{ $name }（{ $date } 核对过）
check-turn = 第 { $turn } 句，{ $who }：
check-paid = 已经付了钱、说了验证码？运行：hangup now
check-closing = 判断可能出错，请再问一位您信任的人。规则库 { $date }。只在本机检查，没有上传。
quote-open = “
quote-close = ”
mark-open = 〔
mark-close = 〕
who-them = 对方
who-me = 我
who-unknown = 不明

## 全部依据

explain-indicators = 能查证的
explain-more = 更多
explain-last-safe = 最后的安全时刻：{ $when }
explain-next = 接下来多半会：{ $moves }
stage-line = 第 { $stage } 步（共 8 步）：{ $name }
kind-url = 链接
kind-phone = 号码
kind-card = 银行卡
kind-id-number = 身份证号
kind-code = 验证码
kind-amount = 金额
kind-order = 单号
kind-handle = 账号
kind-email = 邮箱
kind-app = 应用
kind-payment = 收付款码

## 结论与链接

verdict-nothing-found = 没看到迹象
verdict-caution = 要小心
verdict-danger = 危险
status-official = 官方
status-owned-not-channel = 是他家的，但不给客户用
status-user-content = 谁都能发的页面
status-unknown = 查不到
status-not-their-channel = 不是他家的
status-lookalike = 仿冒
status-known-bad = 已知的坏链接

## 许多条

row-unread = 读不了
row-bad-json = 这一行不是有效的 JSON。请一行写一个对象。
row-no-text = 这一行既没有 text 也没有 turns。请补上一个。
row-no-url = 这一行没有 url。请补上。
row-too-long = 这一行超过 { $size } MB，跳过了。
row-real = 真的：
scan-summary = 共 { $rows } 条：危险 { $danger }，要小心 { $caution }，没看到迹象 { $nothing }，读不了 { $unread }
scan-no-column = { $path }：不知道哪一列是文字。请用 --column 指明，现有的列：{ $names }

## 边接电话边查

call-type = 一行一句，前面写“他：”或“我：”。按 Ctrl-D 结束。

## 官方名录

who-title = { $name }  { $other }
who-is-site = { $query } 是{ $name }的官方网站。
who-is-app = { $query } 是{ $name }的官方应用。
who-is-in-app-path = { $query } 是{ $name }应用里的入口。
who-is-short-link = { $query } 是{ $name }自己用的短链接。
who-is-hotline = { $query } 是{ $name }公布的号码。来电显示可以伪造：要紧事请挂断后自己拨。
who-is-sms-sender = { $name }用 { $query } 发短信。发送方可以伪造：请到官方应用里核对。
who-is-mini-program = { $query } 是{ $name }的小程序。
who-is-cdn = { $query } 属于{ $name }，但不是给客户看的地址。
who-is-hosting = 任何人都能在 { $query } 上发布页面，看不出是谁发的。
who-is-defensive = { $query } 属于{ $name }，但不给客户用。
who-more = 还有 { $more } 个：--all
who-closing = 名录 { $date }。屏幕上的名字和号码都可能被冒充：请自己打开、自己拨。
who-nobody = 名录里没有“{ $query }”。
who-near = 您是不是要查：{ $names }
who-nobody-then = 这不说明好坏。请在银行卡背面、合同或官方应用里找联系方式，不要用对方发来的。
role-site = 网站
role-app = 应用
role-in-app-path = 应用里
role-short-link = 短链接
role-hotline = 电话
role-sms-sender = 短信号码
role-mini-program = 小程序
role-cdn = 内部使用
role-hosting = 谁都能发布
role-defensive = 没有启用

## 知识包

pack-no-sources = { $path } 里没有 tactics.toml。请指明放知识资料的文件夹（data/）。
pack-built = 写好了 { $path }
    { $digest }
pack-other = 这是另一份：它是 { $digest }，应该是 { $wanted }。请从信得过的地方重新取。
pack-good = 完整，就是要的那一份：{ $digest }
pack-whole = 完整。没有说明应有的摘要；它的摘要是 { $digest }
pack-contents =
    { $digest }
    日期      { $date }
    大小      { $bytes } 字节
    规则      { $rules }
    概念      { $concepts }，短语 { $phrases }
    机构      { $organisations }，联系方式 { $channels }
    分类器    { $classifier }
pack-with-weights = 有
pack-without-weights = 没有
diff-rules = 规则
diff-verdicts = 判定
diff-phrases = 概念（按短语数）
diff-organisations = 机构
diff-line = { $name }：新增 { $added }，去掉 { $removed }，改动 { $changed }

## 设置

config-good = { $path } 没有问题。
config-none = 没有设置文件，也不需要。要写的话放在 { $path }
config-default = 默认
config-head =
    hangup 的设置。没有这个文件也一切正常。
    应放在 { $path }
    命令行选项最优先，其次是环境变量 HANGUP__段__键，再其次是这个文件。
config-about-ui-lang = 回答的语言："auto"（跟随系统）、"zh-CN" 或 "en"。
config-about-knowledge-pack = 不用内置的知识，用这个知识包文件。
config-about-scan-threads = scan 用几个线程；0 表示机器有几个用几个。
config-about-storage-data-dir = 证据保存在哪个文件夹；空着就用系统的位置。
