import { requestRefusals } from '../protocol/requestRefusals.ts';
import type { World } from '../world/world.ts';

/**
 * Makes something, unless the same call with the same token made it before: then that.
 *
 * @throws Ec2Error where the token came with other parameters
 */
export const once = (
  world: World,
  action: string,
  token: string | undefined,
  parameters: object,
  make: () => string,
): string => {
  if (!token) return make();
  const asText = JSON.stringify(parameters);
  const used = world.tokens.find((one) => one.action === action && one.token === token);
  if (used === undefined) {
    const made = make();
    world.tokens.push({ action, token, parameters: asText, made });
    return made;
  }
  if (used.parameters !== asText) throw requestRefusals.idempotencyMismatch();
  return used.made;
};
