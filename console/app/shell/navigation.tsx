/** The areas of the console and their screens. */
import {
  AuditOutlined,
  BarChartOutlined,
  DatabaseOutlined,
  FileTextOutlined,
  HomeOutlined,
  MailOutlined,
  MobileOutlined,
  PartitionOutlined,
  RocketOutlined,
  SettingOutlined,
  TagsOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Badge, Menu, type MenuProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/index.ts';
import type { Language } from '../i18n.ts';
import { useLanguage } from '../kit/formats.ts';
import { type RegisteredScreen, SCREENS } from '../screens/registry.ts';
import { may, type Session } from '../session/session.ts';
import { AREAS, type Area } from './screen.ts';

const ICONS: Readonly<Record<Area, ReactNode>> = {
  home: <HomeOutlined />,
  customers: <TeamOutlined />,
  segments: <TagsOutlined />,
  journeys: <PartitionOutlined />,
  content: <FileTextOutlined />,
  messages: <MailOutlined />,
  records: <DatabaseOutlined />,
  measure: <BarChartOutlined />,
  releases: <RocketOutlined />,
  approvals: <AuditOutlined />,
  settings: <SettingOutlined />,
};

export interface NavigationArea {
  readonly area: Area;
  readonly screens: readonly RegisteredScreen[];
}

/** Areas that have screens, in their order. */
export function areasOf(screens: readonly RegisteredScreen[]): readonly NavigationArea[] {
  return AREAS.map((area) => ({ area, screens: screens.filter((one) => one.area === area) })).filter((one) => one.screens.length > 0);
}

/** The screen whose address it is, or whose address begins it. */
export function screenAt(screens: readonly RegisteredScreen[], path: string): RegisteredScreen | undefined {
  const holds = ({ paths: [first] }: RegisteredScreen): boolean =>
    first === '/' ? path === '/' : path === first || path.startsWith(`${first}/`);
  return screens.filter(holds).sort((a, b) => b.paths[0].length - a.paths[0].length)[0];
}

export function Navigation({ session, onLeave }: { readonly session: Session; readonly onLeave?: () => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { pathname } = useLocation();
  const current = screenAt(SCREENS, pathname);
  const items = areasOf(SCREENS).map(({ area, screens }): Required<MenuProps>['items'][number] => {
    const [only] = screens;
    if (screens.length === 1 && only) return itemOf(only, { session, language, icon: ICONS[area] });
    const children = screens.map((screen) => itemOf(screen, { session, language }));
    return { key: keyOf(area), icon: ICONS[area], label: t(`areas.${area}`), children };
  });
  return (
    <nav className="shell-navigation" aria-label={t('shell.navigation')}>
      <Menu
        mode="inline"
        inlineIndent={18}
        items={items}
        selectedKeys={current ? [current.name] : []}
        defaultOpenKeys={AREAS.filter((area) => area === current?.area || area === 'records' || area === 'messages').map(keyOf)}
        {...(onLeave && { onClick: onLeave })}
      />
      <a className="shell-try" href="/try">
        <MobileOutlined /> {t('shell.try')}
      </a>
    </nav>
  );
}

/** Some areas are called as one of their screens. */
function keyOf(area: Area): string {
  return `area.${area}`;
}

const OFTEN_MS = 30_000;

/** How many releases wait for a second person. */
function Waiting(): ReactNode {
  const asked = useQuery({
    queryKey: ['drafts'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/drafts', { signal })),
    refetchInterval: OFTEN_MS,
  });
  return <Badge count={asked.data?.drafts.length ?? 0} size="small" color="var(--warm-strong)" />;
}

interface ItemContext {
  readonly session: Session;
  readonly language: Language;
  readonly icon?: ReactNode;
}

function itemOf(screen: RegisteredScreen, { session, language, icon }: ItemContext): Required<MenuProps>['items'][number] {
  const title = screen.title[language];
  const isAllowed = may(session, screen.permission);
  return {
    key: screen.name,
    icon,
    disabled: !isAllowed,
    label: isAllowed ? (
      <Link to={screen.paths[0]}>
        {title} {screen.name === 'approvals' && <Waiting />}
      </Link>
    ) : (
      title
    ),
  };
}
