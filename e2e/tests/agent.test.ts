/** A node as the tool of an AI agent, with a language model that follows a script. */
import { itemsOf } from '../client';
import { type LanguageModel, startLanguageModel } from '../languageModel';
import { N8n } from '../n8n';
import { bare, manual, nodeOf, outcomeOf } from '../workflows';
import { openWorld, type World } from '../world';

let world: World;
let model: LanguageModel;

beforeAll(async () => {
	model = await startLanguageModel({ Name: 'Named by the model' });
	world = await openWorld(() => N8n.start());
});
afterAll(async () => {
	await model?.close();
	await world?.close();
});

test('the agent fills in a field that is left to the model, and the vendor has the record', async () => {
	const { client, accounts, sandbox } = world;
	const openAi = { name: 'OpenAI account', type: 'openAiApi' };
	const data = { apiKey: 'script', url: model.url };
	const id = await client.createCredential(openAi.name, openAi.type, data);

	const agent = bare(
		'@n8n/n8n-nodes-langchain.agent',
		'Agent',
		{ promptType: 'define', text: 'Make a client', options: {} },
		3.1,
	);
	const chat = bare(
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		'Model',
		{ model: { __rl: true, mode: 'id', value: 'script' }, options: {} },
		1.2,
	);
	chat.credentials = { openAiApi: { id, name: openAi.name } };
	const tool = nodeOf(
		'resourceGuruTool',
		accounts,
		{
			resource: 'client',
			operation: 'create',
			name: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Name', `The client's name`, 'string') }}",
		},
		'Create a client',
	);
	const to = (node: string, type: 'main' | 'ai_tool' | 'ai_languageModel') => ({
		[type]: [[{ node, type, index: 0 }]],
	});
	const workflow = await client.importWorkflow({
		name: 'Agent',
		nodes: [manual(), agent, chat, tool],
		connections: {
			Start: to('Agent', 'main'),
			[chat.name]: to('Agent', 'ai_languageModel'),
			[tool.name]: to('Agent', 'ai_tool'),
		},
	});

	const execution = await client.run(workflow, 'Start');
	expect(outcomeOf(execution)).toBe('success');
	expect([...model.offered.keys()]).toEqual(['Create_a_client']);
	const made = sandbox.vendors.resourceGuru.records.clients.where(
		({ name }) => name === 'Named by the model',
	);
	expect(made).toHaveLength(1);
	const [answer] = itemsOf(execution).Agent![0]!;
	expect(String(answer!.json.output)).toContain(String(made[0]!.id));
});
