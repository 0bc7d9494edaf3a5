// The browser that is there, and the ways in which a report is looked at.

import puppeteer from 'puppeteer-core';

// Width in pixels, and pixels of the screen for each.
export const views = {
  desktop: { width: 1280, height: 900, deviceScaleFactor: 1 },
  phone: { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  // What is left of the desktop at 200 %.
  zoomed: { width: 640, height: 450, deviceScaleFactor: 2 },
};

export function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--hide-scrollbars'] });
}
