import axios, { type AxiosRequestConfig } from 'axios';
import type { Sandbox } from '../../sandbox';
import type { Json, Reply } from './client';

/** Talks to the sandbox's Blikk as a signed-in application does. */
export function blikkClient(
	sandbox: Sandbox,
	token = sandbox.vendors.blikk.issueToken().accessToken,
) {
	const send = async (config: AxiosRequestConfig): Promise<Reply> => {
		const reply = await axios.request({
			baseURL: sandbox.vendors.blikk.baseUrl,
			validateStatus: () => true,
			proxy: false,
			...config,
			headers: { Authorization: `Bearer ${token}`, ...config.headers },
		});
		const headers = reply.headers as Record<string, string>;
		return { status: reply.status, headers, body: reply.data };
	};
	const get = (url: string, params?: object) => send({ method: 'GET', url, params });
	/** The items of a page, which must be there. */
	const list = async (url: string, params: object = {}): Promise<Json[]> => {
		const { status, body } = await get(url, { page: 1, pageSize: 100, ...params });
		if (status !== 200) throw new Error(JSON.stringify(body));
		return body.items;
	};
	return {
		send,
		get,
		list,
		post: (url: string, data?: unknown) => send({ method: 'POST', url, data }),
		put: (url: string, data?: unknown) => send({ method: 'PUT', url, data }),
		delete: (url: string) => send({ method: 'DELETE', url }),
	};
}

export type BlikkClient = ReturnType<typeof blikkClient>;

export const idsOf = (items: Json[]): number[] => items.map(({ id }: { id: number }) => id);
