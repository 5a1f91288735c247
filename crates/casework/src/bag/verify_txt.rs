//! `VERIFY.txt`: how anybody checks a package with ordinary tools, and what a good result does not prove.

/// The text, in both languages.
pub fn verify_txt(case: &str, fingerprint: &str, timestamped: bool, masked: bool) -> String {
    let principal = format!("case-{case}");
    let custody = if masked {
        (
            "本包是遮盖了个人信息的副本，不含保管日志。",
            "This is a masked copy: it does not hold the custody log.",
        )
    } else {
        (
            "custody.log 每行一条记录，行首尾相接；checkpoint 是对全部记录的签名；custody.tlog-proof 证明最后一条在其中（C2SP tlog-proof@v1）。",
            "custody.log has one record a line, each naming the one before; checkpoint signs them all; custody.tlog-proof shows the last one in it (C2SP tlog-proof@v1).",
        )
    };
    let stamp = if timestamped {
        (
            "6. 可信时间戳：\n   openssl ts -verify -data manifest-sha256.txt -in seal/manifest-sha256.txt.tsr -CAfile seal/tsa-chain.pem",
            "6. Trusted timestamp (get the authority's certificate from the authority itself):\n   openssl ts -verify -data manifest-sha256.txt -in seal/manifest-sha256.txt.tsr -CAfile seal/tsa-chain.pem",
        )
    } else {
        (
            "6. 本包没有可信时间戳：打包时没有配置时间戳服务。",
            "6. There is no trusted timestamp: no authority was configured when this was packed.",
        )
    };
    format!(
        "怎样核对这个证据包\n\
         ==================\n\
         先解压，在解压出来的文件夹里运行（任选一种就够，做得越多越稳）：\n\n\
         1. Linux：sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt\n\
         2. macOS：shasum -a 256 -c manifest-sha256.txt && shasum -a 256 -c tagmanifest-sha256.txt\n\
         3. Windows（PowerShell）：\n\
         \x20  Get-Content manifest-sha256.txt | ForEach-Object {{ $h,$f = $_ -split '  ',2; if ((Get-FileHash $f).Hash -ne $h) {{ \"不符: $f\" }} }}\n\
         4. BagIt：pip install bagit && bagit.py --validate .\n\
         5. 签名（OpenSSH 8.1 以上，两个都要验）：\n\
         \x20  ssh-keygen -Y verify -f seal/allowed_signers -I {principal} -n evidence -s seal/manifest-sha256.txt.sig < manifest-sha256.txt\n\
         \x20  ssh-keygen -Y verify -f seal/allowed_signers -I {principal} -n evidence -s seal/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt\n\
         \x20  签名密钥的指纹应当是 {fingerprint}，请当面向提供人核对。\n\
         {}\n\n\
         {}\n\
         也可以用 hangup case verify 一次做完以上各项。\n\n\
         核对无误能说明什么、不能说明什么\n\
         --------------------------------\n\
         能说明：从封存到现在，包里的文件一个字节也没有变；封存的是持有上述密钥的人。\n\
         不能说明：内容本身是真的，或在放进来之前没有被改过。因此请一并查看原手机、原聊天记录，不要删除、不要恢复出厂。\n\n\n\
         How to check this package\n\
         =========================\n\
         Unpack it and run these in its folder (one suffices, more is better):\n\n\
         1. Linux: sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt\n\
         2. macOS: shasum -a 256 -c manifest-sha256.txt && shasum -a 256 -c tagmanifest-sha256.txt\n\
         3. Windows (PowerShell):\n\
         \x20  Get-Content manifest-sha256.txt | ForEach-Object {{ $h,$f = $_ -split '  ',2; if ((Get-FileHash $f).Hash -ne $h) {{ \"differs: $f\" }} }}\n\
         4. BagIt: pip install bagit && bagit.py --validate .\n\
         5. Signatures (OpenSSH 8.1 or newer, check both):\n\
         \x20  ssh-keygen -Y verify -f seal/allowed_signers -I {principal} -n evidence -s seal/manifest-sha256.txt.sig < manifest-sha256.txt\n\
         \x20  ssh-keygen -Y verify -f seal/allowed_signers -I {principal} -n evidence -s seal/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt\n\
         \x20  The key's fingerprint should be {fingerprint}: ask the person who gave you this, face to face.\n\
         {}\n\n\
         {}\n\
         `hangup case verify` does all of this in one go.\n\n\
         What a good result proves, and what it does not\n\
         -----------------------------------------------\n\
         It proves that no byte of the files changed since the seal, and that the holder of that key sealed them.\n\
         It does not prove that the content is true, or that it was not altered before it was put in. Look at the\n\
         original phone and the original chat as well; do not delete or reset them.\n",
        stamp.0, custody.0, stamp.1, custody.1
    )
}
