import { instanceTypes } from '../../../../spec/instanceTypes.ts';
import { flag, required, text } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { timeOf } from '../../rows/instanceRow.ts';
import { action } from '../action.ts';
import { find } from '../find.ts';

/** GetConsoleOutput: what the latest boot showed, and all before it since the latest start. */
export const getConsoleOutput = action(
  'GetConsoleOutput',
  { InstanceId: required(text), Latest: flag },
  {
    isRead: true,

    finds: ({ world }, { InstanceId }) => find(world, 'instance', InstanceId),
    does: ({ nowMs, timings }, { Latest }, { id, boot, type }) => {
      if (Latest && instanceTypes.get(type)?.hypervisor === 'xen') throw refusals.latestOfXen();
      const isPosted = boot !== undefined && (Latest || boot.atMs + timings.consoleMs <= nowMs);
      return {
        instanceId: id,
        timestamp: timeOf(isPosted ? boot.atMs : nowMs),
        output: isPosted ? Buffer.from(boot.console).toString('base64') : undefined,
      };
    },
  },
);
