import { SESSION_MINUTES } from '@/scenarios/engine/live/treatments'

export function Minutes({ first, onChoose }: { first: number; onChoose?: (minutes: number) => void }) {
  const lengths = [...new Set<number>([...SESSION_MINUTES, first])].toSorted((a, b) => a - b)
  return (
    <div className="segmented w-fit max-w-full flex-wrap">
      {lengths.map((length) => (
        <label key={length}>
          <input
            type="radio"
            name="minutes"
            value={length}
            required
            defaultChecked={length === first}
            onChange={() => onChoose?.(length)}
          />
          <span className="min-w-14">{length}</span>
        </label>
      ))}
    </div>
  )
}
