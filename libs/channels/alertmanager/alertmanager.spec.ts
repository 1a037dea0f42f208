import { describe, expect, it } from '@jest/globals';
import { validateFiling } from '../../report/index.js';
import { alertKey, readNotification } from './notification.js';
import { reportOfAlerts } from './report-of-alerts.js';

const alert = {
  status: 'firing',
  labels: { alertname: 'NovaAPISlow', job: 'nova-api', instance: 'ctl-1' },
  annotations: { summary: 'Requests take 40 s', description: 'The API answers slowly.' },
  startsAt: '2026-01-02T03:04:05.000Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus/graph',
  fingerprint: 'c0ffee',
};
const notification = {
  version: '4',
  groupKey: '{}:{alertname="NovaAPISlow"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'talekeeper',
  groupLabels: { alertname: 'NovaAPISlow' },
  commonLabels: { alertname: 'NovaAPISlow', job: 'nova-api', severity: 'page' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager',
  alerts: [alert],
};

describe('a notification of Alertmanager', () => {
  it('becomes a report with words, facts and component that can be filed as it is', () => {
    const { alerts, ...group } = readNotification(notification);
    const report = reportOfAlerts(group, alerts);
    expect(report).toEqual({
      text: 'Nova API Slow\nRequests take 40 s\nThe API answers slowly.',
      logLines: [],
      facts: [{ name: 'job', value: 'nova-api' }],
      component: 'nova-api',
    });
    expect(validateFiling({ ...report, channel: 'monitoring' })).toBeDefined();
  });

  it('says once what several of its alerts say', () => {
    const { alerts, ...group } = readNotification({
      ...notification,
      alerts: [alert, { ...alert, fingerprint: 'decade' }],
    });
    expect(reportOfAlerts(group, alerts).text.split('\n')).toHaveLength(3);
  });

  it('hands over the log lines that log-based rules annotate', () => {
    const { alerts, ...group } = readNotification({
      ...notification,
      alerts: [{ ...alert, annotations: { log: 'first line\nsecond line' } }],
    });
    expect(reportOfAlerts(group, alerts).logLines).toEqual(['first line', 'second line']);
  });

  it('names an alert the same in every time zone, and anew when it fires anew', () => {
    const key = alertKey(alert);
    expect(alertKey({ ...alert, startsAt: '2026-01-02T04:04:05+01:00' })).toBe(key);
    expect(alertKey({ ...alert, startsAt: '2026-01-03T03:04:05Z' })).not.toBe(key);
  });

  it('is refused by the field that is wrong', () => {
    const refusal = (field: string) => expect.objectContaining({ code: 'ALERTS_INVALID', field });
    expect(() => readNotification(null)).toThrow(refusal(''));
    expect(() => readNotification({ ...notification, version: '3' })).toThrow(refusal('version'));
    expect(() => readNotification({ ...notification, alerts: [{ ...alert, startsAt: 'noon' }] })).toThrow(
      refusal('alerts[0].startsAt'),
    );
  });
});
