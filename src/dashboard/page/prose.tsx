/** Sentences of the doctor: what they put in backticks is code. */
export const Prose = ({ text }: { readonly text: string }) => {
  const parts = text.split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part))}</>;
};
