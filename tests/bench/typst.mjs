// typst.mjs IN.typ OUT.pdf: Typst as a whole process, tagged, PDF/UA-1. The
// package @myriaddreamin/typst-ts-node-compiler is looked for from $TYPST.
import { createRequire } from 'module';
import fs from 'fs';
const require = createRequire(process.env.TYPST + '/package.json');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const [, , source, pdf] = process.argv;
const typst = NodeCompiler.create({
  workspace: process.cwd(),
  fontArgs: [{ fontPaths: ['/usr/share/fonts/truetype/liberation'] }],
});
const made = typst.compile({ mainFilePath: source });
if (made.hasError() || !made.result) {
  made.printErrors();
  process.exit(1);
}
const options = { pdfStandard: 'ua-1', creationTimestamp: 1795392000 };
fs.writeFileSync(pdf, typst.pdf(made.result, options));
