import type { Action, Body } from './actions/action.ts';
import { actions } from './actions/index.ts';
import type { LabClock } from './clock.ts';
import type { CallFaults } from './faults/callFaults.ts';
import { changeGuest } from './guestDoor.ts';
import { History } from './history.ts';
import { Ec2Error } from './protocol/ec2Error.ts';
import type { Field } from './protocol/form.ts';
import { requestRefusals } from './protocol/requestRefusals.ts';
import { unknownId } from './refusals/unknownId.ts';
import { type Account, worldOf } from './world/account.ts';
import type { Guest } from './world/guest.ts';
import type { Hosts } from './world/hosts.ts';
import type { Scene } from './world/scene.ts';
import { settle } from './world/settle.ts';
import type { Timings } from './world/timings.ts';
import type { World } from './world/world.ts';

/** What a cloud is made of. */
export interface CloudParts {
  readonly account: Account;
  readonly clock: LabClock;
  readonly timings: Timings;
  readonly hosts: Hosts;
  readonly faults: CallFaults;
  /** Told of every change before the answer goes out. */
  readonly save: (account: Account) => void;
}

/** The action of a name, of a service. */
export const actionOf = (service: Action['service'], name: string): Action => {
  const found = actions.find((one) => one.name === name && one.service === service);
  if (found === undefined) throw requestRefusals.invalidAction(name);
  return found;
};

/** All regions of the lab's EC2, without HTTP: takes the fields of a call, gives the elements of its answer. */
export class Cloud {
  readonly #parts: CloudParts;
  readonly #histories = new Map<string, History>();

  constructor(parts: CloudParts) {
    this.#parts = parts;
  }

  /** A region as it is now, all that is due having happened. */
  scene(region: string): Scene {
    const { account, clock, timings, hosts } = this.#parts;
    const world = worldOf(account, region);
    if (world === undefined) throw requestRefusals.wrongRegion();
    const scene = { world, nowMs: clock.nowMs(), timings, hosts };
    if (!this.#histories.has(region)) this.#remember(scene);
    if (settle(scene)) this.#keep(scene);
    return scene;
  }

  /** Lets happen whatever is due by now, anywhere. */
  settle(): void {
    for (const region of Object.keys(this.#parts.account.worlds)) this.scene(region);
  }

  /**
   * Answers a call.
   *
   * @throws Ec2Error
   */
  call(action: Action, region: string, form: Field, spoil?: (world: World) => void): Body {
    const request = action.read(form);
    const scene = this.scene(region);
    const act = request.on(action.isRead ? this.#past(scene) : scene);
    if (request.isDryRun) throw requestRefusals.dryRun();
    const body = act();
    if (action.isRead) return body;
    spoil?.(scene.world);
    this.#keep(scene);
    return body;
  }

  /** What is installed in an instance or on a volume, after what somebody logged in would have changed. */
  guest(id: string, wanted: Readonly<Record<string, string>>): Guest {
    const world = Object.values(this.#parts.account.worlds).find(
      ({ instances, volumes }) => Object.hasOwn(instances, id) || Object.hasOwn(volumes, id),
    );
    if (world === undefined) throw unknownId('instance', id);
    const guest = changeGuest(world, id, wanted);
    this.#keep(this.scene(world.region));
    return guest;
  }

  #past(scene: Scene): Scene {
    const { lagMs } = this.#parts.faults;
    if (lagMs === 0) return scene;
    return { ...scene, world: this.#histories.get(scene.world.region)?.at(scene.nowMs - lagMs) ?? scene.world };
  }

  #keep(scene: Scene): void {
    this.#remember(scene);
    const { account, save } = this.#parts;
    account.lastMs = scene.nowMs;
    save(account);
  }

  #remember({ world, nowMs }: Scene): void {
    const { lagMs } = this.#parts.faults;
    const history = this.#histories.get(world.region) ?? new History();
    this.#histories.set(world.region, history);
    if (lagMs > 0) history.remember(world, nowMs, lagMs);
  }
}

/** Whether an error is an answer of EC2, and not a defect. */
export const isAnswer = (error: unknown): error is Ec2Error => error instanceof Ec2Error;
