import { serveDevice } from '../../../../src/bus/vfioUser/server.ts';
import { attachDevice, pciOf } from '../../../../src/device/attachDevice.ts';
import { presets } from '../../../../src/device/presets.ts';

// An adapter whose cable leads nowhere: `node test/conformance/device/vfioUser/serve.ts SOCKET`, until interrupted.

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('where is the socket to be?');

const options = presets.nitro;
const server = await serveDevice({
  path,
  pci: pciOf(options),
  attach: attachDevice(options),
  onEvent: (event) => console.log(performance.now().toFixed(1), JSON.stringify(event)),
});
console.log(`listening on ${path}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
await server.done;
