import axios, { type AxiosRequestConfig } from 'axios';
import { Agent } from 'node:http';
import type { Sandbox } from '../../sandbox';
import type { Json, Reply } from './client';

/** A connection for each call: one kept for the next may be closed by the time it is sent. */
const httpAgent = new Agent({ keepAlive: false });

/** Talks to the sandbox's ProWorkflow as the caller of its access does, or as somebody else. */
export function proClient(sandbox: Sandbox, as: { username?: string; password?: string } = {}) {
	const { baseUrl, apiKey, username, password } = sandbox.vendors.proWorkflow;
	const send = async (config: AxiosRequestConfig): Promise<Reply> => {
		const reply = await axios.request({
			baseURL: baseUrl,
			validateStatus: () => true,
			proxy: false,
			httpAgent,
			auth: { username, password, ...as },
			...config,
			headers: { apikey: apiKey, ...config.headers },
		});
		return {
			status: reply.status,
			headers: reply.headers as Record<string, string>,
			body: reply.data,
		};
	};
	const get = (url: string, params?: object) => send({ method: 'GET', url, params });
	/** The body of an answer that must be a success. */
	const ok = async (reply: Promise<Reply>): Promise<Json> => {
		const { status, body } = await reply;
		if (status >= 300 || body.status !== 'Success') throw new Error(JSON.stringify(body));
		return body;
	};
	/** The records of a list; its key is the last step of the path where none is given. */
	const list = async (url: string, params: object = {}, key?: string): Promise<Json[]> => {
		const body = await ok(get(url, params));
		return body[key ?? url.split('/').at(-1)!];
	};
	/** The ids of a list's records. */
	const ids = async (url: string, params: object = {}, key?: string): Promise<number[]> =>
		(await list(url, params, key)).map(({ id }: { id: number }) => id);
	return {
		send,
		get,
		ok,
		list,
		ids,
		post: (url: string, data?: unknown) => send({ method: 'POST', url, data }),
		put: (url: string, data?: unknown) => send({ method: 'PUT', url, data }),
		delete: (url: string, params?: object) => send({ method: 'DELETE', url, params }),
	};
}

export type ProClient = ReturnType<typeof proClient>;
