const width = 240;
const height = 48;

interface Props {
  /** Oldest first. */
  readonly values: readonly number[];
  /** How many there will be when the line is full. */
  readonly room: number;
  readonly label: string;
}

/** A line without axes: how a number went over the last minutes. */
export const Spark = ({ values, room, label }: Props) => {
  const most = Math.max(1e-9, ...values);
  const step = width / Math.max(1, room - 1);
  const from = width - (values.length - 1) * step;
  const points = values.map(
    (value, i) => `${(from + i * step).toFixed(1)} ${(height - 1 - (value / most) * (height - 4)).toFixed(1)}`,
  );
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {points.length > 1 && (
        <>
          <path class="area" d={`M${from.toFixed(1)} ${height}L${points.join('L')}V${height}Z`} />
          <path class="line" d={`M${points.join('L')}`} />
        </>
      )}
    </svg>
  );
};
