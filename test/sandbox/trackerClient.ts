import axios, { type AxiosRequestConfig } from 'axios';
import type { Sandbox } from '../../sandbox';
import type { Json, Reply } from './client';

/** Talks to the sandbox's Tracker as a signed-in application does. Bodies are parsed JSON. */
export function trackerClient(sandbox: Sandbox, jwt = sandbox.vendors.tracker.issueJwt()) {
	const { baseUrl } = sandbox.vendors.tracker;
	const send = async (config: AxiosRequestConfig): Promise<Reply> => {
		const { status, headers, data } = await axios.request<Json>({
			baseURL: `${baseUrl}/api/v1`,
			validateStatus: () => true,
			maxRedirects: 0,
			proxy: false,
			...config,
			headers: { Authorization: `Bearer ${jwt}`, ...config.headers },
		});
		return { status, headers: headers as Record<string, string>, body: data };
	};
	const post = (url: string, data?: unknown) => send({ method: 'POST', url, data });
	/** The rows of a search; none for a 204. */
	const search = async (resource: string, data: object = {}): Promise<Json[]> => {
		const { status, body } = await post(`/${resource}/Search`, data);
		if (status === 204) return [];
		if (status !== 200) throw new Error(JSON.stringify(body));
		return body;
	};
	/** Creates, and gives the new record's id. */
	const create = async (resource: string, data: object): Promise<number> => {
		const { status, body } = await post(`/${resource}`, data);
		if (status !== 201 || body.success !== true) throw new Error(JSON.stringify(body));
		return body.id;
	};
	return {
		send,
		post,
		search,
		create,
		get: (url: string, params?: object) => send({ method: 'GET', url, params }),
		patch: (url: string, data?: unknown) => send({ method: 'PATCH', url, data }),
		put: (url: string, data?: unknown) => send({ method: 'PUT', url, data }),
		delete: (url: string, params?: object) => send({ method: 'DELETE', url, params }),
	};
}

export type TrackerClient = ReturnType<typeof trackerClient>;
