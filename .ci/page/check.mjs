// Checks pages: node check.mjs PAGE... Says what is wrong, page by page; ends with 1 if anything is.
// With --expect-faults, each page must have a fault of every kind: so that a check that sees nothing
// does not pass for a page without faults.

import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { launch, views } from './browser.mjs';

const MOST_BYTES = Number(process.env.MOST_BYTES ?? 2_000_000);
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Matters of taste, or of files that people write by hand.
    'long-title': 'off',
    'no-inline-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-empty-style': 'off',
    'attribute-boolean-style': 'off',
    // SVG is drawn, not typed.
    'prefer-native-element': 'off',
  },
});

const expectFaults = process.argv.includes('--expect-faults');
const pages = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const browser = await launch();
let failed = false;
for (const file of pages) {
  const faults = await check(file);
  const kinds = [...new Set(faults.map((fault) => fault.kind))].sort();
  if (expectFaults) {
    const all = ['accessibility', 'html', 'overflow', 'request', 'script', 'size'];
    const missed = all.filter((kind) => !kinds.includes(kind));
    missed.forEach((kind) => console.error(`${file}: the check does not see a fault of: ${kind}`));
    failed ||= missed.length > 0;
  } else {
    faults.forEach(({ kind, text }) => console.error(`${file}: ${kind}: ${text}`));
    failed ||= faults.length > 0;
    if (faults.length === 0) console.log(`${file}: no faults`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;

async function check(file) {
  const faults = [];
  const fault = (kind, text) => faults.push({ kind, text });

  const { size } = await stat(file);
  if (size > MOST_BYTES) fault('size', `${size} bytes, at most ${MOST_BYTES}`);
  const report = await validator.validateString(await readFile(file, 'utf8'), file);
  for (const { messages } of report.results) {
    for (const { line, column, ruleId, message } of messages) {
      fault('html', `${line}:${column} ${message} (${ruleId})`);
    }
  }
  for (const [name, view] of Object.entries(views)) await look(file, name, view, fault);
  return faults;
}

// Loads the page in a view, opens all that can be opened, and looks at it.
async function look(file, name, view, fault) {
  const page = await browser.newPage();
  const address = pathToFileURL(path.resolve(file)).href;
  page.on('request', (request) => {
    const url = request.url();
    if (url !== address && !url.startsWith('data:')) fault('request', `${name}: ${url}`);
  });
  page.on('pageerror', (error) => fault('script', `${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') fault('script', `${name}: ${message.text()}`);
  });
  await page.setViewport(view);
  await page.goto(address, { waitUntil: 'networkidle0' });
  const widths = () => page.evaluate(() => {
    const root = document.documentElement;
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    const names = wide.slice(0, 3).map((element) => `${element.localName} ${element.className}`);
    return { over: root.scrollWidth - root.clientWidth, names };
  });
  const overflow = async (state) => {
    const { over, names } = await widths();
    if (over > 0) fault('overflow', `${name}, ${state}: ${over} pixels too wide (${names.join('; ')})`);
  };
  await overflow('as loaded');
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  await overflow('all opened');
  await page.addScriptTag({ path: axeSource });
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  for (const { id, impact, help, nodes } of violations) {
    if (['serious', 'critical'].includes(impact)) {
      fault('accessibility', `${name}: ${help} (${id}, ${nodes.length}x): ${nodes[0].target}`);
    }
  }
  await page.close();
}
