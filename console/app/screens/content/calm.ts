/** What somebody is still typing is asked about when the hands rest. */
import { useEffect, useState } from 'react';

/** The value as it was when it last stayed the same for so many ms. */
export function useCalm<Value>(value: Value, ms: number): Value {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(() => value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return calm;
}
