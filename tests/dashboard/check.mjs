// Looks at the dashboard of a real run with a real browser: numbers that move, samples that can be chosen, control, names, contrast and keyboard,
// a page without script, a long run. Prints a line a check; ends with 1 if one fails.
// Usage, after `dotnet build -c Release src/Gan.Host` and `npm install` in this folder: node check.mjs [FOLDER FOR SCREENSHOTS]
// CHROMIUM names the browser, /usr/bin/chromium if not set.
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync, cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, "../../src/Gan.Host/bin/Release/net10.0/gan.dll");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const work = mkdtempSync(join(tmpdir(), "gan-dashboard-"));
const shots = process.argv[2] ?? join(work, "shots");
const token = "a-token-of-the-check";
mkdirSync(shots, { recursive: true });

let failures = 0;
function check(name, holds, measured = "") {
  if (!holds) failures++;
  console.log(`${holds ? "ok    " : "FAILED"} ${name}${measured === "" ? "" : `: ${measured}`}`);
}

const running = [];
function train(run, steps, port, ...set) {
  const child = spawn("dotnet", [program, "train", "--preset", "digits-smoke", "--run", run, "--device", "cpu", "--steps", String(steps),
    ...[`Dashboard:Address=127.0.0.1:${port}`, `Dashboard:Token=${token}`, ...set].flatMap(one => ["--set", one])], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { text: "" };
  child.stdout.on("data", data => output.text += data);
  child.stderr.on("data", data => output.text += data);
  running.push(child);
  return { child, output, ended: new Promise(done => child.on("exit", done)) };
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
async function until(condition, limit = 60000) {
  for (const begin = Date.now(); Date.now() - begin < limit; await pause(50))
    if (await condition()) return true;
  return false;
}
const lines = run => { try { return readFileSync(join(run, "metrics.jsonl"), "utf8").trimEnd().split("\n"); } catch { return []; } };
const stepOnPage = page => page.locator("#live tr", { hasText: /^step/ }).locator("td").first().textContent().then(text => Number(text.split(" of ")[0].replaceAll(",", "")));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
async function open(address, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", message => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", error => complaints.push(String(error)));
  await page.goto(address, { waitUntil: "load" });
  return { page, context, complaints };
}
async function accessible(name, page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
  check(`${name}: names, contrast, structure (axe)`, found.violations.length === 0, found.violations.map(one => `${one.id} ${one.nodes.map(node => node.target).join(" ")}`).join("; ") || `${found.passes.length} rules passed`);
}

try {
  const run = join(work, "run");
  const first = train(run, 100000, 8311, "Report:Every=5", "Sample:Every=10", "Checkpoint:Every=50");
  check("the first samples are drawn", await until(() => lines(run).length >= 6));
  const { page, context, complaints } = await open(`http://127.0.0.1:8311/?token=${token}`);
  check("the token leaves the address", page.url() === "http://127.0.0.1:8311/", page.url());

  let slowest = 0;
  for (let i = 0; i < 5; i++) {
    const reported = JSON.parse(lines(run).at(-1)).step;
    const next = await until(() => JSON.parse(lines(run).at(-1)).step > reported);
    const begin = Date.now();
    const target = JSON.parse(lines(run).at(-1)).step;
    check(`report ${i + 1} is shown`, next && await until(async () => await stepOnPage(page) >= target, 5000));
    slowest = Math.max(slowest, Date.now() - begin);
  }
  check("numbers move within 2 s of a report", slowest < 2000, `${slowest} ms at most`);

  const slider = page.getByLabel("Step of the samples");
  await slider.focus();
  await page.keyboard.press("Home");
  check("the slider reaches the first samples by keyboard", await page.locator("#sample-step").textContent() === "10");
  check("the sample grid is a picture", await page.locator("#sample").evaluate(async image => { await image.decode(); return image.naturalWidth > 100; }));
  await page.keyboard.press("ArrowRight");
  check("and the next ones", await page.locator("#sample-step").textContent() === "20");
  const before = await slider.getAttribute("max");
  check("new samples lengthen the slider and leave the choice", await until(async () => await slider.getAttribute("max") !== before, 20000) && await page.locator("#sample-step").textContent() === "20");
  await page.keyboard.press("End");

  await page.getByRole("button", { name: "Pause" }).press("Enter");
  check("pause waits", await until(async () => (await page.locator("#live").textContent()).includes("waiting"), 5000));
  const stopped = lines(run).length;
  await pause(1500);
  check("and nothing is reported meanwhile", lines(run).length <= stopped + 1);
  const saved = () => Number(JSON.parse(readFileSync(join(run, "status.json"), "utf8")).step);
  await page.getByRole("button", { name: "Checkpoint now" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  check("it goes on", await until(() => lines(run).length > stopped + 2, 15000), `step ${saved()}`);

  await accessible("light", page);
  await page.screenshot({ path: join(shots, "light.png"), fullPage: true });
  const dark = await open("http://127.0.0.1:8311/", { colorScheme: "dark" });
  await accessible("dark", dark.page);
  await dark.page.screenshot({ path: join(shots, "dark.png"), fullPage: true });
  check("without the token there are no buttons", await dark.page.getByRole("button").count() === 0);
  const narrow = await open("http://127.0.0.1:8311/", { viewport: { width: 360, height: 740 } });
  await accessible("narrow", narrow.page);
  check("narrow: nothing is wider than the screen", await narrow.page.evaluate(() => document.documentElement.scrollWidth <= 360));
  await narrow.page.screenshot({ path: join(shots, "narrow.png"), fullPage: true });
  const list = await open("http://127.0.0.1:8311/runs");
  await accessible("list of runs", list.page);
  await list.page.screenshot({ path: join(shots, "runs.png"), fullPage: true });
  const scriptless = await open("http://127.0.0.1:8311/", { javaScriptEnabled: false });
  check("without script: the last state is there", await stepOnPage(scriptless.page) > 0 && await scriptless.page.locator("#live svg[role=img]").count() >= 2);
  check("no complaint of the browser", complaints.length === 0, complaints.join("; "));

  let reached = false;
  for (let i = 0; i < 12 && !reached; i++) {
    await narrow.page.keyboard.press("Tab");
    reached = await narrow.page.evaluate(() => document.activeElement?.id === "sample-slider");
  }
  check("the slider is reached with Tab", reached);
  await page.getByRole("button", { name: "Stop" }).click();
  check("stop ends the program after saving", await first.ended === 143, first.output.text.trimEnd().split("\n").at(-2));
  check("the page says that nobody answers", await until(async () => (await page.locator("#connection").textContent()) !== "", 5000));
  for (const one of [context, dark.context, narrow.context, list.context, scriptless.context]) await one.close();

  // A long run: the reports of the one above, a hundred thousand of them.
  const long = join(work, "long");
  cpSync(run, long, { recursive: true });
  const pattern = lines(run);
  writeFileSync(join(long, "metrics.jsonl"), Array.from({ length: 100000 }, (_, i) =>
    pattern[i % pattern.length].replace(/"step":\d+/, `"step":${i + 1}`)).join("\n") + "\n");
  const second = train(join(work, "other"), 100000, 8312);
  check("a second run begins", await until(() => lines(join(work, "other")).length >= 1));
  const begin = Date.now();
  const opened = await open("http://127.0.0.1:8312/runs/long");
  const took = Date.now() - begin;
  check("100,000 reports open in under 2 s", took < 2000 && await stepOnPage(opened.page) === 100000, `${took} ms`);
  await opened.page.screenshot({ path: join(shots, "long.png"), fullPage: true });
  await opened.context.close();
  second.child.kill("SIGTERM");
  await second.ended;
} catch (failure) {
  check("no failure of the check itself", false, failure.stack);
} finally {
  for (const child of running) child.kill("SIGKILL");
  await browser.close();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
