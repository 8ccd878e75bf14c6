/** A value once it has stopped changing for a moment: what is typed asks the server once. */
import { useEffect, useState } from 'react';

const QUIET_MS = 400;

export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
