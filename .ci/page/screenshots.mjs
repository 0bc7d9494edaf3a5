// Pictures of a report for the docs: node screenshots.mjs PAGE FOLDER.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, views } from './browser.mjs';

// Charts that are shown, by their ids.
const CHARTS = ['incidence', 'places', 'journey'];

const [file, folder] = process.argv.slice(2);
const png = (name) => ({ path: path.join(folder, `${name}.png`) });
const browser = await launch();
const page = await browser.newPage();
for (const name of ['phone', 'desktop']) {
  await page.setViewport({ ...views[name], deviceScaleFactor: 1 });
  await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'networkidle0' });
  await page.screenshot(png(`report-${name}`));
}
for (const id of CHARTS) {
  const chart = await page.$(`svg[aria-labelledby^="${id}-wide-"]`);
  if (chart === null) throw new Error(`${file} has no chart ${id}`);
  await chart.screenshot(png(`chart-${id}`));
}
await browser.close();
