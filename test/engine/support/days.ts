/**
 * Prints what the built node sends for dates that expressions give, in several time zones. Run on its own:
 * n8n's vm engine hands over luxon objects only where all objects are of one realm, which those in jest are not.
 *
 * Usage: tsx days.ts '{ "timezones": [...], "expressions": [...] }'
 */
import { startGuru } from './guru';
import { startServer } from './server';

/** What was sent for one expression: in a field of its own, and in a collection. */
export interface Sent {
	timezone: string;
	expression: string;
	flat: unknown;
	filter: unknown;
}

interface Question {
	timezones: string[];
	expressions: string[];
}

async function ask({ timezones, expressions }: Question): Promise<Sent[]> {
	const server = await startServer(({ method }) => ({ body: method === 'GET' ? [] : {} }));
	const guru = await startGuru();
	const answers: Sent[] = [];
	for (const timezone of timezones) {
		for (const expression of expressions) {
			server.received.length = 0;
			const setting = { as: guru.signIn({ baseUrl: server.url }), timezone };
			const day = `=${expression}`;
			const split = { resource: 'booking', operation: 'split', bookingId: 1, date: day };
			const many = { resource: 'booking', operation: 'getMany', filters: { startDate: day } };
			for (const parameters of [split, many]) {
				const { error } = await guru.run(parameters, setting);
				if (error) throw error;
			}
			const [flat, filter] = server.received;
			answers.push({
				timezone,
				expression,
				flat: (flat?.body as { date: unknown }).date,
				filter: filter?.url.searchParams.get('start_date'),
			});
		}
	}
	await guru.close();
	await server.close();
	return answers;
}

if (require.main === module) {
	void ask(JSON.parse(process.argv[2] ?? '') as Question).then((answers) => {
		process.stdout.write(JSON.stringify(answers));
	});
}
