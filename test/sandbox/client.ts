import axios, { type AxiosRequestConfig } from 'axios';
import type { Sandbox } from '../../sandbox';

/** Monday of a winter week, so that no test depends on the day it runs. */
export const NOW = new Date('2026-01-07T10:00:00Z');
/** The week after NOW's. */
export const NEXT_MONDAY = '2026-01-12';

/** Parsed JSON, whose shape the tests assert. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: Json;
}

/** Talks to the sandbox's Resource Guru as a signed-in application does. */
export function guruClient(sandbox: Sandbox, token = sandbox.vendors.resourceGuru.issueTokens()) {
	const { baseUrl, account } = sandbox.vendors.resourceGuru;
	const send = async (config: AxiosRequestConfig): Promise<Reply> => {
		const reply = await axios.request({
			baseURL: baseUrl,
			validateStatus: () => true,
			maxRedirects: 0,
			proxy: false,
			paramsSerializer: { indexes: null },
			...config,
			headers: { Authorization: `Bearer ${token.access_token}`, ...config.headers },
		});
		return {
			status: reply.status,
			headers: reply.headers as Record<string, string>,
			body: reply.data,
		};
	};
	/** Paths below the account, e.g. `/clients`. */
	const path = (below: string) => `/v1/${account}${below}`;
	return {
		token,
		send,
		get: (below: string, params?: object) => send({ method: 'GET', url: path(below), params }),
		post: (below: string, data?: unknown, params?: object) =>
			send({ method: 'POST', url: path(below), data, params }),
		put: (below: string, data?: unknown, params?: object) =>
			send({ method: 'PUT', url: path(below), data, params }),
		delete: (below: string, data?: unknown, params?: object) =>
			send({ method: 'DELETE', url: path(below), data, params }),
	};
}

export type GuruClient = ReturnType<typeof guruClient>;

/** The messages of an error answer. */
export const messages = (reply: Reply): string[] =>
	reply.body.errors.map(({ message }: { message: string }) => message);

export const ids = (reply: Reply): number[] => reply.body.map(({ id }: { id: number }) => id);
