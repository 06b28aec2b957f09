import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Files: from a binary field of an item into a request, and from an answer into a binary field. */

/** Where the user finds a file in an item, unless told otherwise. */
export const DATA_FIELD = 'data';

/**
 * A file that the user gave. In a form it is sent as it is, read anew for each try; in JSON it becomes its
 * content in base64.
 */
export class GivenFile {
	constructor(
		readonly name: string,
		readonly type: string,
		/** In bytes, where it is known. */
		readonly size: number | undefined,
		private readonly open: () => Promise<AsyncIterable<Uint8Array>>,
		private readonly base64: string | undefined,
	) {}

	async *stream(): AsyncGenerator<Uint8Array> {
		yield* await this.open();
	}

	toJSON(): string | undefined {
		return this.base64;
	}
}

/**
 * The file in a binary field of an item. Only with `inJson` is its content read now.
 * @throws NodeOperationError of n8n where the item has no such file
 */
export async function givenFile(
	{ helpers }: IExecuteFunctions,
	itemIndex: number,
	dataField: string,
	inJson: boolean,
): Promise<GivenFile> {
	const { id, fileName, mimeType, data } = helpers.assertBinaryData(itemIndex, dataField);
	const whole = async () => await helpers.getBinaryDataBuffer(itemIndex, dataField);
	const size = id
		? (await helpers.getBinaryMetadata(id)).fileSize
		: Buffer.byteLength(data, 'base64');
	return new GivenFile(
		fileName ?? dataField,
		mimeType,
		size,
		async () =>
			(id ? await helpers.getBinaryStream(id) : [await whole()]) as AsyncIterable<Uint8Array>,
		inJson ? (await whole()).toString('base64') : undefined,
	);
}

/**
 * A form with files, such as n8n's HTTP client (axios) sends as multipart/form-data: it reads the entries one
 * after the other, and so never holds a whole file.
 */
export class Form {
	readonly [Symbol.toStringTag] = 'FormData';

	private readonly parts: Array<[name: string, value: string | GivenFile]>;

	constructor(body: IDataObject) {
		this.parts = Object.entries(body).map(([name, value]) => [
			name,
			(value as unknown) instanceof GivenFile
				? (value as unknown as GivenFile)
				: String(value as string | number | boolean),
		]);
	}

	/** What the HTTP client knows a form by; the form is complete from the start. */
	append(): never {
		throw new TypeError('A form cannot be added to');
	}

	entries() {
		return this.parts.values();
	}

	[Symbol.iterator]() {
		return this.entries();
	}
}

/** An item with a file in a binary field. */
export async function fileItem(
	{ helpers }: IExecuteFunctions,
	content: Buffer,
	dataField: string,
	{ name, type, json }: { name?: string; type?: string; json: IDataObject },
): Promise<INodeExecutionData> {
	const binary = { [dataField]: await helpers.prepareBinaryData(content, name, type) };
	return { json, binary };
}
