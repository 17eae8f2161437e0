import type { Embed } from "@/api/contracts";

export type SnippetKind = "html" | "python" | "node";

type Subject = Pick<Embed, "embed_id" | "key_id" | "fields">;

/** Each once: several columns may be locked by one name. */
export const lockNames = ({ fields }: Pick<Embed, "fields">): string[] => [...new Set(fields.map(({ name }) => name))];

const htmlOf = (address: string, { embed_id }: Subject): string => `<div id="dashboard"></div>
<script src="${address}/gnomon-embed.js"></script>
<script>
  const dashboard = Gnomon.embed("#dashboard", {
    server: "${address}",
    embedId: "${embed_id}",
    // An address of your own server, which answers with a token for whoever is signed in.
    getToken: async () => (await fetch("/gnomon-token")).text(),
    height: "auto",
  });
  dashboard.on("select", ({ selected }) => console.log(selected));
</script>
`;

const locksOf = (subject: Subject, [open, close]: readonly [string, string]): string => {
  const names = lockNames(subject).map((name) => `${JSON.stringify(name)}: ["…"]`);
  return `${open}${names.join(", ")}${close}`;
};

const pythonOf = (subject: Subject): string => `import os, time
import jwt  # PyJWT

def gnomon_token() -> str:
    now = int(time.time())
    claims = {
        "aud": "${subject.embed_id}",
        "iat": now,
        "exp": now + 600,
        "locks": ${locksOf(subject, ["{", "}"])},  # what this visitor may see
    }
    return jwt.encode(claims, os.environ["GNOMON_EMBED_SECRET"], algorithm="HS256", headers={"kid": "${subject.key_id}"})
`;

const nodeOf = (subject: Subject): string => `import { createHmac } from "node:crypto";

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export const gnomonToken = () => {
  const now = Math.floor(Date.now() / 1000);
  const head = part({ alg: "HS256", typ: "JWT", kid: "${subject.key_id}" });
  const claims = part({
    aud: "${subject.embed_id}",
    iat: now,
    exp: now + 600,
    locks: ${locksOf(subject, ["{ ", " }"])}, // what this visitor may see
  });
  const proof = createHmac("sha256", process.env.GNOMON_EMBED_SECRET).update(\`\${head}.\${claims}\`).digest("base64url");
  return \`\${head}.\${claims}.\${proof}\`;
};
`;

/** What is put into the site around, and into its server; the secret itself is in none of it. */
export const snippetOf = (kind: SnippetKind, address: string, subject: Subject): string => {
  switch (kind) {
    case "html": return htmlOf(address, subject);
    case "python": return pythonOf(subject);
    case "node": return nodeOf(subject);
  }
};
