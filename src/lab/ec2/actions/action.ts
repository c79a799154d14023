import type { Field } from '../protocol/form.ts';
import { fieldsOf, flag, type Shapes, type Taken } from '../protocol/shapes.ts';
import type { Xml } from '../protocol/xml.ts';
import type { Scene } from '../world/scene.ts';

/** Elements of an answer. */
export type Body = { readonly [name: string]: Xml };

/** What an action does. */
interface Definition<R extends Shapes, F> {
  /** Changes nothing: may be answered from the past. */
  readonly isRead?: true;
  readonly service?: 'autoscaling';
  /** Looks up what is named. A dry run ends here: EC2 asks for permission to touch these, and looks no further. */
  finds?(scene: Scene, taken: Taken<R>): F;
  does(scene: Scene, taken: Taken<R>, found: F): Body;
}

/** A request whose parameters were read. */
interface Request {
  readonly isDryRun: boolean;
  /** Looks up what the request names; what comes back does the work. */
  on(scene: Scene): () => Body;
}

/** An action of the endpoint. */
export interface Action {
  readonly name: string;
  readonly service: 'ec2' | 'autoscaling';
  readonly isRead: boolean;
  /**
   * Reads the parameters.
   *
   * @throws Ec2Error, as do the lookup and the work
   */
  read(form: Field): Request;
}

/** Declares an action: its name, its parameters (but for `DryRun`, which all of EC2's have), what it does. */
export const action = <const R extends Shapes, F = undefined>(
  name: string,
  takes: R,
  definition: Definition<R, F>,
): Action => {
  const { isRead = false, service = 'ec2' } = definition;
  return {
    name,
    service,
    isRead,
    read: (form) => {
      const taken = fieldsOf(form, takes);
      const isDryRun = service === 'ec2' && flag(form.fields.get('DryRun'), 'DryRun') === true;
      return {
        isDryRun,
        on: (scene) => {
          const found = definition.finds?.(scene, taken) as F;
          return () => definition.does(scene, taken, found);
        },
      };
    },
  };
};
