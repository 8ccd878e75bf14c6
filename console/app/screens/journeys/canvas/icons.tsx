/** A picture for each kind of step. */
import {
  ApiOutlined,
  BranchesOutlined,
  ClockCircleOutlined,
  CustomerServiceOutlined,
  FlagOutlined,
  FormOutlined,
  GiftOutlined,
  HourglassOutlined,
  LogoutOutlined,
  PlayCircleOutlined,
  SendOutlined,
  SplitCellsOutlined,
  StopOutlined,
  TagOutlined,
  TagsOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import type { ComponentType, ReactNode } from 'react';
import type { StepType } from '../model/document.ts';
import './step.css';

const ICONS: Readonly<Record<StepType | 'trigger' | 'end', ComponentType>> = {
  trigger: ThunderboltOutlined,
  end: FlagOutlined,
  send: SendOutlined,
  wait: ClockCircleOutlined,
  wait_for: HourglassOutlined,
  branch: BranchesOutlined,
  split: SplitCellsOutlined,
  update: FormOutlined,
  set_tag: TagOutlined,
  remove_tag: TagsOutlined,
  ticket: CustomerServiceOutlined,
  benefit: GiftOutlined,
  webhook: ApiOutlined,
  start_journey: PlayCircleOutlined,
  stop_journey: StopOutlined,
  exit: LogoutOutlined,
};

export function StepIcon({ type }: { readonly type: StepType | 'trigger' | 'end' }): ReactNode {
  const Icon = ICONS[type];
  return (
    <span className="journey-icon" aria-hidden>
      <Icon />
    </span>
  );
}
