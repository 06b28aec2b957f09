/** A stand-in for a language model: an OpenAI-compatible server that follows a script. */
import express from 'express';
import type { AddressInfo } from 'node:net';

export interface LanguageModel {
	/** What n8n's OpenAI credential wants to know. */
	url: string;
	/** The tools that it was offered, by their names, with the JSON Schema of their arguments. */
	offered: Map<string, object>;
	close(): Promise<void>;
}

interface Question {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; parameters: object } }>;
}

/**
 * Asks for the first tool it is offered, once, with these arguments; then answers with what the tool said.
 */
export async function startLanguageModel(toolArguments: object): Promise<LanguageModel> {
	const offered: LanguageModel['offered'] = new Map();
	const app = express().use(express.json({ limit: '10mb' }));
	app.post('/v1/chat/completions', (request, response) => {
		const { messages, tools = [] } = request.body as Question;
		for (const tool of tools) offered.set(tool.function.name, tool.function.parameters);
		const said = messages.findLast(({ role }) => role === 'tool')?.content;
		const name = tools[0]?.function.name;
		const call = { name, arguments: JSON.stringify(toolArguments) };
		response.json({
			id: 'answer',
			object: 'chat.completion',
			created: Math.floor(Date.now() / 1000),
			model: 'script',
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			choices: [
				said === undefined
					? {
							index: 0,
							finish_reason: 'tool_calls',
							message: {
								role: 'assistant',
								content: null,
								tool_calls: [{ id: 'call', type: 'function', function: call }],
							},
						}
					: {
							index: 0,
							finish_reason: 'stop',
							message: { role: 'assistant', content: `The tool said: ${JSON.stringify(said)}` },
						},
			],
		});
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		offered,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
