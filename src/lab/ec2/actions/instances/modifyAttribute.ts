import { instanceTypes } from '../../../../spec/instanceTypes.ts';
import type { Field } from '../../protocol/form.ts';
import { flag, list, record, required, type Shape, text, word } from '../../protocol/shapes.ts';
import { refusals } from '../../refusals/index.ts';
import { interfacesOf } from '../../world/devices.ts';
import type { Instance } from '../../world/instance.ts';
import { action } from '../action.ts';
import { find } from '../find.ts';

/** Sets what was asked for. */
type Change = (instance: Instance) => void;

/** The parameter `Name.Value`, read as what it does to an instance. */
const change =
  <T>(value: Shape<T | undefined>, set: (instance: Instance, wanted: T) => void): Shape<Change | undefined> =>
  (field, name) => {
    if (field === undefined) return undefined;
    const { Value } = record({ Value: required(value) })(field, name)!;
    return (instance) => set(instance, Value);
  };

/** As `change`, of an attribute that only a stopped instance can be given. */
const changeOfStopped = <T>(value: Shape<T | undefined>, set: (instance: Instance, wanted: T) => void) =>
  change(value, (instance, wanted: T) => {
    const { id, state, spot, isHibernated } = instance;
    if (spot !== undefined) throw refusals.spotModify(id);
    if (state !== 'stopped') throw refusals.notStopped(id);
    if (isHibernated) throw refusals.hibernatedModify(id);
    set(instance, wanted);
  });

/** What can be changed, by the parameter that asks for it. */
const changes = {
  EnaSupport: changeOfStopped(flag, (instance, wanted) => {
    instance.enaSupport = wanted;
  }),
  SriovNetSupport: changeOfStopped(word('simple'), (instance, wanted) => {
    instance.sriovNetSupport = wanted;
  }),
  InstanceType: changeOfStopped(text, (instance, wanted) => {
    if (!instanceTypes.has(wanted)) throw refusals.invalidTypeAtLaunch(wanted);
    instance.type = wanted;
  }),
  UserData: changeOfStopped(text, (instance, wanted) => {
    instance.userData = wanted;
  }),
  EbsOptimized: changeOfStopped(flag, (instance, wanted) => {
    instance.ebsOptimized = wanted;
  }),
  DisableApiStop: change(flag, (instance, wanted) => {
    instance.disableApiStop = wanted;
  }),
  DisableApiTermination: change(flag, (instance, wanted) => {
    instance.disableApiTermination = wanted;
  }),
  SourceDestCheck: change(flag, (instance, wanted) => {
    instance.sourceDestCheck = wanted;
  }),
  InstanceInitiatedShutdownBehavior: change(word('stop', 'terminate'), (instance, wanted) => {
    instance.shutdownBehavior = wanted;
  }),
} as const;

/** The few attributes that `Attribute` and `Value` may name instead of a parameter of their own. */
const generic = {
  userData: changes.UserData,
  disableApiTermination: changes.DisableApiTermination,
  instanceInitiatedShutdownBehavior: changes.InstanceInitiatedShutdownBehavior,
} as const;

const named = (attribute: keyof typeof generic | undefined, value: string | undefined): Change | undefined => {
  if (attribute === undefined) return undefined;
  const inner: Field = { fields: new Map(), ...(value !== undefined && { value }) };
  return generic[attribute]({ fields: new Map([['Value', inner]]) }, attribute);
};

/** ModifyInstanceAttribute: one attribute at a time. */
export const modifyInstanceAttribute = action(
  'ModifyInstanceAttribute',
  {
    InstanceId: required(text),
    Attribute: word(...(Object.keys(generic) as (keyof typeof generic)[])),
    Value: text,
    GroupId: list(text),
    ...changes,
  },
  {
    finds: ({ world }, { InstanceId }) => find(world, 'instance', InstanceId),
    does: ({ world }, { Attribute, Value, GroupId, InstanceId: _, ...asked }, instance) => {
      const setGroups: Change = ({ id }) => {
        const [primary] = interfacesOf(world, id);
        if (primary !== undefined) primary.groupIds = [...GroupId];
      };
      const wanted = Object.entries<Change | undefined>({
        ...asked,
        ...(GroupId.length > 0 && { GroupId: setGroups }),
        ...(Attribute !== undefined && { [Attribute]: named(Attribute, Value) }),
      }).filter(([, set]) => set !== undefined);
      const [first, second] = wanted;
      if (first === undefined) throw refusals.noAttribute();
      if (second !== undefined) throw refusals.oneAttribute(wanted.map(([name]) => name).join(', '));
      first[1]!(instance);
      return { return: true };
    },
  },
);
