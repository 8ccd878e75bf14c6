{{- define "volano.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "volano.labels" -}}
app.kubernetes.io/name: volano
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Labels that select the pods of a role: (dict "root" $ "role" "engine"). */}}
{{- define "volano.selector" -}}
app.kubernetes.io/name: volano
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{- define "volano.serviceAccountName" -}}
{{ include "volano.name" . }}
{{- end -}}

{{/* The role whose service answers the door, and the one with console and API. */}}
{{- define "volano.doorRole" -}}
{{ ternary "all" "gateway" (eq .Values.mode "embedded") }}
{{- end -}}
{{- define "volano.apiRole" -}}
{{ ternary "all" "api" (eq .Values.mode "embedded") }}
{{- end -}}

{{/* The pod of a role: (dict "root" $ "role" "engine" "resources" ...). */}}
{{- define "volano.pod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "volano.selector" (dict "root" $root "role" .role) | nindent 4 }}
  annotations:
    checksum/config: {{ include (print $root.Template.BasePath "/config.yaml") $root | sha256sum }}
    {{- with $root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "volano.serviceAccountName" $root }}
  automountServiceAccountToken: false
  # Kubernetes would name services in variables, and one called "volano" would be taken for our settings.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: volano
      image: "{{ $root.Values.image.repository }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}"
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: ["serve", "--config", "/etc/volano/volano.config.json"]
      env:
        - name: VOLANO_ROLES
          value: {{ .role | quote }}
        - name: VOLANO_HOST
          value: "0.0.0.0"
        - name: VOLANO_PORT
          value: "4004"
        {{- with $root.Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 4004
      # A process that catches up is alive and not ready: requests wait for it, and it is not started anew.
      startupProbe:
        httpGet: { path: /health, port: http }
        periodSeconds: 5
        failureThreshold: 60
      livenessProbe:
        tcpSocket: { port: http }
        periodSeconds: 10
        failureThreshold: 6
      readinessProbe:
        httpGet: { path: /ready, port: http }
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 2
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      resources:
        {{- toYaml .resources | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /var/lib/volano
        - name: temporary
          mountPath: /tmp
        - name: config
          mountPath: /etc/volano
          readOnly: true
        {{- if $root.Values.channels }}
        - name: channels
          mountPath: /var/lib/volano/channels.json
          subPath: channels.json
          readOnly: true
        {{- end }}
        {{- /* A reference "file:NAME" of channels.json is looked for in the data folder. */}}
        {{- if $root.Values.channels }}
        - name: secrets
          mountPath: /var/lib/volano/secrets
          readOnly: true
        {{- end }}
  volumes:
    - name: temporary
      emptyDir: {}
    # References "file:NAME" are looked for beside the configuration: both lie in one folder.
    - name: config
      projected:
        defaultMode: 0440
        sources:
          - configMap:
              name: {{ include "volano.name" $root }}
              items:
                - key: volano.config.json
                  path: volano.config.json
          - secret:
              name: {{ $root.Values.existingSecret }}
    {{- if $root.Values.channels }}
    - name: channels
      configMap:
        name: {{ include "volano.name" $root }}
        items:
          - key: channels.json
            path: channels.json
    - name: secrets
      secret:
        secretName: {{ $root.Values.existingSecret }}
        defaultMode: 0440
    {{- end }}
    {{- if ne .role "all" }}
    - name: data
      emptyDir:
        sizeLimit: {{ $root.Values.scratch.sizeLimit }}
    {{- end }}
  {{- with $root.Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $root.Values.affinity }}
  affinity:
    {{- toYaml $root.Values.affinity | nindent 4 }}
  {{- else }}
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                {{- include "volano.selector" (dict "root" $root "role" .role) | nindent 16 }}
  {{- end }}
{{- end -}}
