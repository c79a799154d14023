import type { Model } from '../model/model.ts';
export const ThenPage = (_props: { readonly model: Model; readonly incident: string | undefined }) => null;
