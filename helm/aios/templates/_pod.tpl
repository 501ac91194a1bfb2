{{/* A service's pod. */}}
{{- define "aios.pod" -}}
{{- $values := .root.Values -}}
{{- $image := printf "%s:%s" $values.image.repository ($values.image.tag | default .root.Chart.AppVersion) -}}
{{- $sandboxed := include "aios.sandboxed" . -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 40
{{- if $sandboxed }}
hostUsers: false
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {{ ternary $values.sandbox.seccompProfile (dict "type" "RuntimeDefault") (eq $sandboxed "yes") | toJson }}
{{- with $values.imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with $values.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
{{- with $values.affinity }}
affinity: {{ toJson . }}
{{- else }}
{{- if gt (int .service.replicas) 1 }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "aios.selector" . | nindent 8 }}
{{- end }}
{{- end }}
initContainers:
  # Keys that all pods of a service share; the service wraps its copy by the master key when it first reads it.
  - name: keys
    image: {{ $image | quote }}
    imagePullPolicy: {{ $values.image.pullPolicy }}
    command: [bash, -euc]
    args:
      - |
        install -d -m 0700 /var/lib/aios/secrets
        for key in /etc/aios/shared/*; do
          file=/var/lib/aios/secrets/${key##*/}
          [ -e "$file" ] || install -m 0600 "$key" "$file"
        done
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: {drop: [ALL]}
    resources:
      requests: {cpu: 10m, memory: 16Mi}
      limits: {memory: 64Mi}
    volumeMounts: &mounts
      - {name: files, mountPath: /etc/aios, readOnly: true}
      - {name: data, mountPath: /var/lib/aios}
      - {name: tmp, mountPath: /tmp}
containers:
  - name: {{ .name }}
    image: {{ $image | quote }}
    imagePullPolicy: {{ $values.image.pullPolicy }}
    args: [service, {{ .name }}]
    env:
      - name: POD_IP
        valueFrom: {fieldRef: {fieldPath: status.podIP}}
      - name: POD_NAME
        valueFrom: {fieldRef: {fieldPath: metadata.name}}
      {{- with $values.javaOptions }}
      - {name: AIOS_JAVA_OPTIONS, value: {{ . | quote }}}
      {{- end }}
    ports:
      - {name: service, containerPort: {{ .service.port }}}
      {{- if and .service.servicesPort $values.tls.enabled }}
      - {name: services, containerPort: {{ .service.servicesPort }}}
      {{- end }}
      - {name: probes, containerPort: 8090}
    # The service's own port demands a certificate, and a kubelet has none.
    startupProbe:
      httpGet: {path: /actuator/health/liveness, port: probes}
      periodSeconds: 5
      failureThreshold: 60
    livenessProbe:
      httpGet: {path: /actuator/health/liveness, port: probes}
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 6
    readinessProbe:
      httpGet: {path: /actuator/health/readiness, port: probes}
      periodSeconds: 5
      timeoutSeconds: 5
    lifecycle:
      # Until nobody is sent here any more.
      preStop: {exec: {command: [sleep, "5"]}}
    securityContext:
      allowPrivilegeEscalation: false
      readOnlyRootFilesystem: true
      capabilities: {drop: [ALL]}
      {{- if $sandboxed }}
      procMount: Unmasked
      {{- end }}
    resources: {{ .service.resources | default $values.resources | toJson }}
    volumeMounts: *mounts
volumes:
  - name: tmp
    emptyDir: {sizeLimit: 512Mi}
  {{- if not .service.storage }}
  - name: data
    emptyDir: {sizeLimit: 256Mi}
  {{- end }}
  - name: files
    projected:
      defaultMode: 0440
      sources: {{- include "aios.files" . | nindent 8 }}
{{- end -}}

{{/*
Everything that a service reads, in one volume: its settings, its certificate, and its own secrets only. What changes while it runs lies at
the top, where Spring Boot notices that a kubelet replaced it.
*/}}
{{- define "aios.files" -}}
{{- $values := .root.Values -}}
{{- $needs := .service.needs | default list -}}
- configMap:
    name: {{ include "aios.host" . }}
{{- if $values.tls.enabled }}
- secret:
    name: {{ include "aios.host" . }}-tls
    items:
      - {key: tls.crt, path: tls.crt}
      - {key: tls.key, path: tls.key}
      - {key: ca.crt, path: ca.crt}
{{- end }}
- secret:
    name: {{ include "aios.secret" .root }}
    items:
      - {key: master-keys.json, path: master-keys.json}
      - {key: account-{{ .name }}, path: secrets/aios.security.client-secret}
      - {key: states-{{ .name }}, path: shared/{{ .name }}-states.key}
      {{- if eq .name "gateway" }}
      - {key: privacy-key, path: shared/privacy.key}
      {{- end }}
      {{- if eq .name "security-manager" }}
      {{- range $each, $ := $values.services }}
      - {key: account-{{ $each }}, path: secrets/aios.security-manager.service-accounts.{{ $each }}}
      {{- end }}
      {{- end }}
{{- if has "postgres" $needs }}
- secret:
    name: {{ $values.postgres.existingSecret }}
    items: [{key: {{ $values.postgres.key }}, path: secrets/spring.datasource.password}]
{{- end }}
{{- if has "redis" $needs }}
- secret:
    name: {{ $values.redis.existingSecret }}
    items: [{key: {{ $values.redis.key }}, path: secrets/spring.data.redis.password}]
{{- end }}
{{- if and (has "kafka" $needs) $values.kafka.existingSecret }}
- secret:
    name: {{ $values.kafka.existingSecret }}
    items: [{key: {{ $values.kafka.key }}, path: secrets/spring.kafka.properties.sasl.jaas.config}]
{{- end }}
{{- end -}}
