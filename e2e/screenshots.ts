/**
 * `npm run screenshots`: the pack in n8n's editor, as pictures in e2e/output/pictures; with `-- --keep`, those that
 * the documentation shows are renewed in docs/pictures; with `-- --examples`, only the examples are portrayed. Fails
 * where the editor itself does: on an unknown node type, a panel that does not open, or an error of the page.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { examples } from '../examples/stage';
import { type Imported, OWNER } from './client';
import { outputDir } from './install';
import { N8n } from './n8n';
import { triggers } from './triggers';
import { bare, chain, manual, nodeOf } from './workflows';
import { importExamples, openWorld, type World } from './world';

const pictures = path.join(outputDir, 'pictures');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

interface Portrait {
	type: string;
	/** As the list of nodes shows it. */
	title: string;
	/** An operation that a newcomer would look at. */
	parameters: INodeParameters;
	/** One of its pickers, and something that its list has. */
	picker: { parameter: string; search: string };
	/** A list, whose output the next node sees before anything has run. */
	list: INodeParameters;
}

const portraits: Portrait[] = [
	{
		type: 'resourceGuru',
		title: 'Resource Guru',
		parameters: { resource: 'booking', operation: 'create' },
		picker: { parameter: 'resourceId', search: 'an' },
		list: { resource: 'booking', operation: 'getMany', filters: {} },
	},
	{
		type: 'blikk',
		title: 'Blikk',
		parameters: { resource: 'timeReport', operation: 'create' },
		picker: { parameter: 'userId', search: 'an' },
		list: { resource: 'project', operation: 'getMany', filters: {} },
	},
	{
		type: 'hubPlanner',
		title: 'Hub Planner',
		parameters: { resource: 'resource', operation: 'update' },
		picker: { parameter: 'resourceId', search: 'an' },
		list: { resource: 'resource', operation: 'getMany', filters: {} },
	},
	{
		type: 'proWorkflow',
		title: 'ProWorkflow',
		parameters: { resource: 'invoice', operation: 'create' },
		picker: { parameter: 'companyId', search: 'an' },
		list: { resource: 'company', operation: 'getMany', filters: {} },
	},
	{
		type: 'tracker',
		title: 'Tracker RMS',
		parameters: { resource: 'timesheetEntry', operation: 'create' },
		picker: { parameter: 'resourceId', search: 'an' },
		list: { resource: 'client', operation: 'search', filters: {} },
	},
];

const id = (name: string) => `[data-test-id="${name}"]`;

class Photographer {
	readonly faults: string[] = [];

	private constructor(
		private readonly page: Page,
		private readonly url: string,
		private readonly folder: string,
	) {
		page.on('pageerror', (error) => this.faults.push(`${folder}: ${error.message}`));
	}

	/** Signs in as the owner does. */
	static async arrive(browser: Browser, url: string, colorScheme: 'light' | 'dark') {
		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			colorScheme,
			reducedMotion: 'reduce',
		});
		await keepHome(context, url);
		const page = await context.newPage();
		await page.goto(`${url}/signin`, { waitUntil: 'domcontentloaded' });
		await page.locator('input[type=password]').waitFor({ timeout: 120_000 });
		await page.locator('input[type=email], input[autocomplete=email]').first().fill(OWNER.email);
		await page.locator('input[type=password]').fill(OWNER.password);
		await page.locator(id('form-submit-button')).first().click();
		await page.waitForURL(({ pathname }) => !pathname.includes('signin'), { timeout: 60_000 });
		mkdirSync(path.join(pictures, colorScheme), { recursive: true });
		return new Photographer(page, url, colorScheme);
	}

	/** @param settled milliseconds for what moves or loads to come to rest */
	async shoot(name: string, settled = 800): Promise<void> {
		await this.page.waitForTimeout(settled);
		await this.page.screenshot({ path: path.join(pictures, this.folder, `${name}.png`) });
		process.stdout.write(`  ${this.folder}/${name}.png\n`);
	}

	async openWorkflow({ id: workflow, nodes }: Imported): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflow}`, { waitUntil: 'domcontentloaded' });
		const [shown] = nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
		await this.node(shown?.name ?? '').waitFor({ timeout: 120_000 });
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.page.locator(id('ndv')).first().waitFor({ timeout: 60_000 });
	}

	async fitToView(): Promise<void> {
		await this.page.locator(id('zoom-to-fit')).click();
	}

	/** Executes the node whose panel is open, and waits for its answer. @returns whether it failed */
	async execute(): Promise<boolean> {
		await this.page.locator(id('node-execute-button')).first().click();
		const output = this.page.locator(`${id('output-panel')}, ${id('ndv-output-panel')}`).first();
		const items = output.getByText(/^\d+ items?$/);
		const failure = this.page.locator('[class*="node-error-view"]:visible');
		await items.or(failure).first().waitFor({ timeout: 60_000 });
		// A failure is counted as an item before it is shown.
		await this.page.waitForTimeout(1500);
		return await failure.first().isVisible();
	}

	/** Opens a drop-down of the panel that is open. */
	async open(parameter: string): Promise<void> {
		await this.page
			.locator(`${id(`parameter-input-${parameter}`)} input`)
			.first()
			.click();
	}

	/** Opens a picker's list and types into its search. */
	async search(parameter: string, text: string): Promise<void> {
		const picker = this.page.locator(id(`resource-locator-${parameter}`));
		await picker.locator('input').last().click();
		await this.input('rlc-search').last().fill(text);
		await this.page.locator(id('rlc-item')).first().waitFor({ timeout: 60_000 });
	}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
	}

	/** Opens the window of the credential that the open panel uses. */
	async openCredential(): Promise<void> {
		await this.page.locator(id('credential-edit-button')).first().click();
		await this.page.locator(id('editCredential-modal')).waitFor({ timeout: 60_000 });
	}

	/** Searches the list of nodes. */
	async searchNodes(text: string): Promise<void> {
		await this.page.locator(id('node-creator-plus-button')).first().click();
		await this.input('node-creator-search-bar').first().fill(text);
		await this.page.getByText(text, { exact: true }).last().waitFor({ timeout: 60_000 });
	}

	async choose(text: string): Promise<void> {
		await this.page.getByText(text, { exact: true }).last().click();
	}

	/** n8n names some inputs themselves, and of others the box around them. */
	private input(name: string) {
		return this.page.locator(`input${id(name)}, ${id(name)} input`);
	}

	private node(name: string) {
		return this.page.locator(`${id('canvas-node')}[data-node-name="${name}"]`);
	}
}

/** What lies outside is refused at once, as if this machine had no network. */
async function keepHome(context: BrowserContext, url: string): Promise<void> {
	const { origin } = new URL(url);
	const isOutside = ({ origin: asked, protocol }: URL) =>
		asked !== origin && !['data:', 'blob:'].includes(protocol);
	await context.route(isOutside, (route) => route.abort());
}

async function portray(photographer: Photographer, world: World, portrait: Portrait) {
	const { client, accounts } = world;
	const { type, title, parameters, picker, list } = portrait;
	const asked = nodeOf(type, accounts, parameters, title);
	await photographer.openWorkflow(await client.importWorkflow(chain(manual(), asked)));
	await photographer.openNode(title);
	await photographer.shoot(`${type}-panel`);
	await photographer.open('resource');
	await photographer.shoot(`${type}-resources`);
	await photographer.press('Escape');
	await photographer.open('operation');
	await photographer.shoot(`${type}-operations`);
	await photographer.press('Escape');
	await photographer.search(picker.parameter, picker.search);
	await photographer.shoot(`${type}-picker`);
	await photographer.press('Escape');
	await photographer.openCredential();
	await photographer.shoot(`${type}-credential`, 1500);

	const next = bare('n8n-nodes-base.set', 'Next', { options: {} }, 3.4);
	const listed = nodeOf(type, accounts, list, title);
	const flow = await client.importWorkflow(chain(manual(), listed, next));
	await photographer.openWorkflow(flow);
	await photographer.openNode('Next');
	await photographer.shoot(`${type}-schema-before-first-run`, 1500);
	await photographer.openWorkflow(flow);
	await photographer.openNode(title);
	if (await photographer.execute()) photographer.faults.push(`${title}: the list can not be read`);
	await photographer.shoot(`${type}-output`);

	await photographer.openWorkflow(flow);
	await photographer.searchNodes(title);
	await photographer.shoot(`${type}-list-of-nodes`);
	await photographer.choose(title);
	await photographer.shoot(`${type}-actions`);
}

async function portrayTrigger(photographer: Photographer, world: World, type: string) {
	const parameters = triggers.find((trigger) => trigger.type === type)?.parameters ?? {};
	const trigger = nodeOf(type, world.accounts, parameters, 'Trigger');
	await photographer.openWorkflow(await world.client.importWorkflow(chain(trigger)));
	await photographer.openNode('Trigger');
	await photographer.shoot(`${type}-panel`, 2500);
}

/** A record that does not exist. */
async function portrayError(photographer: Photographer, { client, accounts }: World) {
	const clientId = { __rl: true, mode: 'id', value: '999999' };
	const parameters = { resource: 'client', operation: 'get', clientId };
	const node = nodeOf('resourceGuru', accounts, parameters, 'Resource Guru');
	await photographer.openWorkflow(await client.importWorkflow(chain(manual(), node)));
	await photographer.openNode('Resource Guru');
	if (!(await photographer.execute())) photographer.faults.push('An unknown client was read');
	await photographer.shoot('error');
}

/** Each example, as it looks when it has been imported. */
async function portrayExamples(photographer: Photographer, { client }: World) {
	for (const [file, workflow] of await importExamples(client)) {
		await photographer.openWorkflow(workflow);
		await photographer.fitToView();
		await photographer.shoot(exampleName(file), 1500);
	}
}

const exampleName = (file: string) => `example-${path.basename(file, '.json')}`;

/** Every node beside the others, for their icons. */
async function portrayFamily(photographer: Photographer, { client, accounts }: World) {
	const nodes = portraits.map(({ type, title, list }) => nodeOf(type, accounts, list, title));
	const starts = triggers.map(({ type, parameters }) => nodeOf(type, accounts, parameters, type));
	starts.forEach((node, index) => (node.position = [index * 240, 240]));
	const row = chain(manual(), ...nodes);
	const workflow = { ...row, nodes: [...row.nodes, ...starts] };
	await photographer.openWorkflow(await client.importWorkflow(workflow));
	await photographer.shoot('family', 2000);
}

/** What the documentation shows. */
function keep(): void {
	const folder = path.join(__dirname, '..', 'docs', 'pictures');
	mkdirSync(folder, { recursive: true });
	const shown = [
		...['resourceGuru-panel', 'resourceGuru-picker', 'resourceGuru-schema-before-first-run'],
		...['trackerPollingTrigger-panel', 'error', ...examples().map(({ file }) => exampleName(file))],
	];
	for (const name of shown) {
		copyFileSync(path.join(pictures, 'light', `${name}.png`), path.join(folder, `${name}.png`));
	}
}

async function main(): Promise<void> {
	const executablePath = BROWSERS.find((file) => existsSync(file));
	if (!executablePath) throw new Error(`No browser at ${BROWSERS.join(' or ')}`);
	const onlyExamples = process.argv.includes('--examples');
	if (!onlyExamples) rmSync(pictures, { recursive: true, force: true });
	const world = await openWorld(() => N8n.start());
	const browser = await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-dev-shm-usage',
			'--force-color-profile=srgb',
		],
	});
	try {
		const faults: string[] = [];
		for (const scheme of ['light', 'dark'] as const) {
			const photographer = await Photographer.arrive(browser, world.client.url, scheme);
			if (scheme === 'light') await portrayExamples(photographer, world);
			if (onlyExamples) break;
			await portrayFamily(photographer, world);
			for (const portrait of scheme === 'light' ? portraits : portraits.slice(0, 1)) {
				await portray(photographer, world, portrait);
			}
			if (scheme === 'light') {
				for (const { type } of triggers) await portrayTrigger(photographer, world, type);
				await portrayError(photographer, world);
			}
			faults.push(...photographer.faults);
		}
		if (faults.length > 0) throw new Error(`The editor failed:\n${faults.join('\n')}`);
		if (process.argv.includes('--keep')) keep();
	} finally {
		await browser.close();
		await world.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
