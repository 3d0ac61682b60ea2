// Builds what the browser gets into tandem/kernel/static/built/ (not committed).
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import rtlcss from "rtlcss";
import { minify } from "terser";
import { compile, NodePackageImporter } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "..", "tandem", "kernel", "static", "built");
const options = {
  style: "compressed",
  loadPaths: [here],
  importers: [new NodePackageImporter(here)],
  quietDeps: true,
};

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });

const { css } = compile(join(here, "site.scss"), options);
writeFileSync(join(built, "site.css"), css);
writeFileSync(join(built, "site.rtl.css"), rtlcss.process(css));

for (const name of readdirSync(join(here, "modules"))) {
  const { code } = await minify(readFileSync(join(here, "modules", name), "utf8"), { module: true });
  writeFileSync(join(built, name), code);
}
const signature = readFileSync(join(here, "node_modules/signature_pad/dist/signature_pad.min.js"), "utf8");
writeFileSync(join(built, "signature_pad.js"), signature.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
// What we pass on keeps its licence beside it; both packages use the same MIT text.
const mit = readFileSync(join(here, "node_modules/signature_pad/LICENSE"), "utf8");
const owners = "site.css contains parts of govuk-frontend, Copyright (C) 2017 Crown Copyright (Government Digital Service)\n";
writeFileSync(join(built, "licences.txt"), `${owners}signature_pad.js: as named below\n\n${mit}`);
copyFileSync(join(here, "icon.svg"), join(built, "icon.svg"));

for (const name of readdirSync(built)) {
  const bytes = readFileSync(join(built, name));
  const size = [statSync(join(built, name)).size, gzipSync(bytes, { level: 9 }).length];
  console.log(`${name.padEnd(22)} ${size.map((n) => (n / 1024).toFixed(1).padStart(6)).join(" / ")} KB gzip`);
}
