/** How a field is written. `fixed64` and `int64` are numbers as text, as they do not fit a number of JSON. */
type Scalar = 'string' | 'double' | 'fixed64' | 'int64' | 'enum' | 'bool';

/** Fields of a message by their names in JSON: number, and a type or the name of a message. */
type Message = Readonly<Record<string, readonly [number: number, type: string]>>;

/** The messages that are sent, with the fields that are used. Source: opentelemetry-proto 1.x, *.proto. */
const messages: Readonly<Record<string, Message>> = {
  AnyValue: { stringValue: [1, 'string'], intValue: [3, 'int64'], doubleValue: [4, 'double'] },
  KeyValue: { key: [1, 'string'], value: [2, 'AnyValue'] },
  Resource: { attributes: [1, 'KeyValue'] },
  Scope: { name: [1, 'string'], version: [2, 'string'] },
  MetricsRequest: { resourceMetrics: [1, 'ResourceMetrics'] },
  ResourceMetrics: { resource: [1, 'Resource'], scopeMetrics: [2, 'ScopeMetrics'] },
  ScopeMetrics: { scope: [1, 'Scope'], metrics: [2, 'Metric'] },
  Metric: {
    name: [1, 'string'],
    description: [2, 'string'],
    unit: [3, 'string'],
    gauge: [5, 'Gauge'],
    sum: [7, 'Sum'],
  },
  Gauge: { dataPoints: [1, 'NumberDataPoint'] },
  Sum: { dataPoints: [1, 'NumberDataPoint'], aggregationTemporality: [2, 'enum'], isMonotonic: [3, 'bool'] },
  NumberDataPoint: {
    startTimeUnixNano: [2, 'fixed64'],
    timeUnixNano: [3, 'fixed64'],
    asDouble: [4, 'double'],
    attributes: [7, 'KeyValue'],
  },
  LogsRequest: { resourceLogs: [1, 'ResourceLogs'] },
  ResourceLogs: { resource: [1, 'Resource'], scopeLogs: [2, 'ScopeLogs'] },
  ScopeLogs: { scope: [1, 'Scope'], logRecords: [2, 'LogRecord'] },
  LogRecord: {
    timeUnixNano: [1, 'fixed64'],
    severityNumber: [2, 'enum'],
    severityText: [3, 'string'],
    body: [5, 'AnyValue'],
    attributes: [6, 'KeyValue'],
    observedTimeUnixNano: [11, 'fixed64'],
    eventName: [12, 'string'],
  },
};

/** Wire types. Source: protobuf.dev, "Encoding". */
const wire = { varint: 0, fixed64: 1, delimited: 2 } as const;

const varint = (value: bigint): Buffer => {
  const bytes: number[] = [];
  // Negative numbers are written as the 64 bits they are.
  for (let left = BigInt.asUintN(64, value); ; left >>= 7n) {
    const low = Number(left & 0x7fn);
    if (left < 0x80n) return Buffer.from([...bytes, low]);
    bytes.push(low | 0x80);
  }
};

const eightBytes = (write: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(8);
  write(buffer);
  return buffer;
};

const delimited = (content: Buffer): readonly Buffer[] => [varint(BigInt(content.length)), content];

type Writer = readonly [wireType: number, write: (value: never) => readonly Buffer[]];

const scalars: Readonly<Record<Scalar, Writer>> = {
  string: [wire.delimited, (value: string) => delimited(Buffer.from(value))],
  double: [wire.fixed64, (value: number) => [eightBytes((buffer) => buffer.writeDoubleLE(value))]],
  fixed64: [wire.fixed64, (value: string) => [eightBytes((buffer) => buffer.writeBigUInt64LE(BigInt(value)))]],
  int64: [wire.varint, (value: string) => [varint(BigInt(value))]],
  enum: [wire.varint, (value: number) => [varint(BigInt(value))]],
  bool: [wire.varint, (value: boolean) => [varint(value ? 1n : 0n)]],
};

const writerOf = (type: string): Writer =>
  scalars[type as Scalar] ?? [wire.delimited, (value: object) => delimited(protobufOf(type, value))];

/**
 * A message of OTLP as binary protobuf, from what it is in JSON; fields in the order of their numbers, as others write them.
 *
 * @throws Error for a field the message has not: what is sent is written by programmers
 */
export const protobufOf = (message: string, body: object): Buffer => {
  const fields = messages[message] ?? {};
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) throw new Error(`${message} of OTLP has no field ${unknown} here`);
  const values = new Map(Object.entries(body));
  return Buffer.concat(
    Object.entries(fields).flatMap(([name, [number, type]]) => {
      const value: unknown = values.get(name);
      const [wireType, write] = writerOf(type);
      const tag = varint(BigInt((number << 3) | wireType));
      const all: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
      return all.flatMap((one) => [tag, ...write(one as never)]);
    }),
  );
};
