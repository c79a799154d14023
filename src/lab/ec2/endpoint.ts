import { setTimeout as wait } from 'node:timers/promises';
import { actionOf, type Cloud, isAnswer } from './cloud.ts';
import type { CallFaults } from './faults/callFaults.ts';
import type { FaultKind } from './faults/kinds.ts';
import type { Ec2Error } from './protocol/ec2Error.ts';
import { type Field, readForm } from './protocol/form.ts';
import { requestRefusals } from './protocol/requestRefusals.ts';
import { type Service, serviceOf, services } from './protocol/services.ts';
import { readScope } from './protocol/signature.ts';

/** A request as it came over HTTP. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly authorization: string | undefined;
  /** Undefined: too long to be read. */
  readonly body: Uint8Array | undefined;
}

/** An answer, or the cut connection. */
export type Reply = { readonly status: number; readonly text: string; readonly type?: string } | 'cut';

/** A call that was made. */
export interface Call {
  /** Counts from 1. */
  readonly ordinal: number;
  readonly action: string;
  readonly region: string;
  readonly isDryRun: boolean;
  /** Ids of the instances it names. */
  readonly instanceIds: readonly string[];
  readonly form: Field;
  /** `ok`, a code of an error, or `cut`. */
  outcome: string | undefined;
}

/** Looks on; `drop` cuts the connection. */
export type Hook = (call: Call) => undefined | 'drop' | Promise<undefined | 'drop'>;

interface EndpointParts {
  readonly cloud: Cloud;
  readonly faults: CallFaults;
  /** Ids of requests. */
  readonly nextId: () => string;
  readonly beforeCall?: Hook;
  readonly afterCall?: Hook;
}

const formOf = ({ method, target, body }: HttpRequest): Field => {
  if (body === undefined) throw requestRefusals.tooLarge();
  if (method === 'POST') return readForm(body);
  if (method !== 'GET') throw requestRefusals.methodNotAllowed();
  const question = target.indexOf('?');
  return readForm(Buffer.from(question === -1 ? '' : target.slice(question + 1)));
};

/** Where the lab's users come in, beside EC2: `GET /lab/guests/ID` shows what is installed, `POST` with fields changes it. */
const behindTheDoor = /^\/lab\/guests\/([a-z]{1,4}-[0-9a-f]{8,17})(?:\?|$)/;

/** Takes the parameters of a signature out of a form, and gives its scope. */
const takeCredential = ({ fields }: Field): string | undefined => {
  const credential = fields.get('X-Amz-Credential')?.value;
  for (const name of fields.keys()) if (name.startsWith('X-Amz-')) fields.delete(name);
  return credential;
};

const namedInstances = ({ fields }: Field): string[] => {
  const lists = [fields.get('InstanceId'), fields.get('InstanceIds')?.fields.get('member')];
  return lists
    .flatMap((field) => (field === undefined ? [] : [field, ...field.fields.values()]))
    .flatMap(({ value }) => (value === undefined ? [] : [value]));
};

/** The endpoint without its socket. */
export class Endpoint {
  readonly calls: Call[] = [];
  readonly #parts: EndpointParts;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
  }

  /** Answers a request. Never rejects because of what the request is. */
  async answer(request: HttpRequest): Promise<Reply> {
    const requestId = this.#parts.nextId();
    let service: Service = serviceOf(undefined);
    try {
      const form = formOf(request);
      const guestId = behindTheDoor.exec(request.target)?.[1];
      if (guestId !== undefined) return this.#guest(guestId, form);
      const version = form.fields.get('Version')?.value;
      service = serviceOf(version);
      const { region } = readScope(request.authorization, takeCredential(form));
      if (!services.some((one) => one.version === version)) throw requestRefusals.noSuchVersion(version ?? '');
      const name = form.fields.get('Action')?.value;
      if (!name) throw requestRefusals.missingAction();
      return await this.#call(service, name, region, form, requestId);
    } catch (error) {
      const refusal: Ec2Error = isAnswer(error) ? error : requestRefusals.internal();
      if (!isAnswer(error)) console.error(error);
      return { status: refusal.status, text: service.refuse(refusal, requestId) };
    }
  }

  #guest(id: string, form: Field): Reply {
    const wanted = Object.fromEntries([...form.fields].map(([name, { value = '' }]) => [name, value]));
    return { status: 200, type: 'application/json', text: `${JSON.stringify(this.#parts.cloud.guest(id, wanted))}\n` };
  }

  async #call(service: Service, name: string, region: string, form: Field, requestId: string): Promise<Reply> {
    const { cloud, faults, beforeCall, afterCall } = this.#parts;
    const action = actionOf(service.name, name);
    const call: Call = {
      ordinal: this.calls.length + 1,
      action: name,
      region,
      isDryRun: form.fields.get('DryRun')?.value === 'true',
      instanceIds: namedInstances(form),
      form,
      outcome: undefined,
    };
    this.calls.push(call);
    const cut = (): Reply => {
      call.outcome = 'cut';
      return 'cut';
    };
    if ((await beforeCall?.(call)) === 'drop') return cut();
    const struck: readonly FaultKind[] = faults.strike(name);
    if (struck.some(({ cuts }) => cuts === 'before')) return cut();
    for (const { delayMs } of struck) if (delayMs !== undefined) await wait(delayMs);
    try {
      for (const { refuses } of struck) if (refuses !== undefined) throw refuses();
      const body = cloud.call(action, region, form, ({ instances }) => {
        for (const { spoils } of struck) for (const id of call.instanceIds) spoils?.(instances[id]!);
      });
      call.outcome = 'ok';
      const reply = { status: 200, text: service.answer(name, body, requestId) };
      if (struck.some(({ cuts }) => cuts === 'after') || (await afterCall?.(call)) === 'drop') return cut();
      return reply;
    } catch (error) {
      call.outcome ??= isAnswer(error) ? error.code : 'defect';
      throw error;
    }
  }
}
